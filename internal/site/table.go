package site

import (
	"net/http"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/web/page"
)

// asQuery is the part of an address that asks for a page's table as a file.
const asQuery = "as"

// tableAs is the format in which the visitor asks for the page's table; false
// where they ask for the page.
func (r *request) tableAs() (exchange.Format, bool) {
	format := exchange.Format(r.Query(asQuery))
	return format, format.Known() && r.route.table && r.filtered.Ok()
}

// downloads lead to the page's table as a file, as it is filtered now.
func (r *request) downloads() []page.HomeLink {
	query := r.Request.URL.Query()
	query.Del("page")
	var links []page.HomeLink
	for _, f := range exchange.Formats() {
		query.Set(asQuery, string(f))
		links = append(links, page.HomeLink{Text: r.words.Word("format", string(f)), Href: r.Request.URL.Path + "?" + query.Encode()})
	}
	return links
}

// sendTable answers with a table as a file: every row, whatever page of it was
// shown. The last two columns say as at which day it is, and in a demonstration
// that all of it is generated (R20).
func (r *request) sendTable(f exchange.Format, t exchange.Table, day domain.Day) error {
	t.Columns = append(t.Columns, "as_at")
	mark := ""
	if r.site.Demo {
		mark = r.words.T("layout.demo_mark") + ": " + r.words.T("layout.demo")
		t.Columns = append(t.Columns, "demonstration")
	}
	for i := range t.Rows {
		t.Rows[i] = append(t.Rows[i], day)
		if mark != "" {
			t.Rows[i] = append(t.Rows[i], mark)
		}
	}
	content, err := t.Write(f)
	if err != nil {
		return err
	}
	name := "heed-" + t.Name + "-" + string(day) + "." + string(f)
	if r.site.Demo {
		name = "demonstration-" + name
	}
	r.Header("Content-Disposition", contentDisposition(name))
	r.Data(http.StatusOK, f.MediaType(), content)
	return nil
}
