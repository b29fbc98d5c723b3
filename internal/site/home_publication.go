package site

import (
	"slices"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// toReadFirst are the drafts of publications that name the visitor's bodies, for
// as long as these can reply (R9).
func toReadFirst(r *request) (templ.Component, error) {
	scope := r.site.App.Scope(r.actor(), access.ReadOwnRows)
	if scope.None() {
		return nil, nil
	}
	all, err := r.site.Reader.Publications(r.ctx(), scope, r.site.Report)
	if err != nil {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("home.publication"), Intro: r.words.T("home.publication.intro")}
	for _, p := range all {
		if p.State() != domain.PublicationDraft || r.day() > p.ReplyBy {
			continue
		}
		links, err := r.readFirst(scope, p)
		if err != nil {
			return nil, err
		}
		s.Links = append(s.Links, links...)
	}
	if len(s.Links) == 0 {
		return nil, nil
	}
	return page.HomeList(s), nil
}

// readFirst leads to each of the visitor's bodies in a draft.
func (r *request) readFirst(scope domain.Scope, p domain.Publication) ([]page.HomeLink, error) {
	f, err := r.thaw(scope, p)
	if err != nil {
		return nil, err
	}
	var links []page.HomeLink
	for _, row := range f.rows {
		link := page.HomeLink{
			Text: r.words.T("home.publication.of", domain.Args{"Body": row.BodyName, "Name": publicationName(r.words, p)}),
			Href: publishedBodyHref(row.Body, p), Note: r.words.T("home.publication.until", domain.Args{"Day": p.ReplyBy}),
		}
		if f.replyNo(row.Body) > 0 {
			link.Note = r.words.T("home.publication.replied")
		}
		if !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links, nil
}
