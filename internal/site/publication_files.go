package site

import (
	"heed/internal/domain"
	"heed/internal/exchange"
)

// publicationFiles makes the files of a publication that is about to be issued.
func (r *request) publicationFiles(f *frozen) ([]domain.PublicationFile, error) {
	from := exchange.PublicationSource{Publication: f.Publication, Rows: f.rows, Replies: map[domain.ID]string{}}
	for _, one := range f.replies {
		from.Replies[one.bodyID] = one.text
	}
	if r.site.Demo {
		from.Mark = r.words.T("layout.demo_mark") + ": " + r.words.T("layout.demo")
	}
	return from.Files()
}
