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
	add := func(code, name string) {
		link := page.HomeLink{
			Text: r.words.T("home.publication.of", domain.Args{"Body": name, "Name": publicationName(r.words, p)}),
			Href: publishedBodyHref(code, p), Note: r.words.T("home.publication.until", domain.Args{"Day": p.ReplyBy}),
		}
		if f.replyNo(code) > 0 {
			link.Note = r.words.T("home.publication.replied")
		}
		if !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	for _, row := range f.rows {
		add(row.Body, row.BodyName)
	}
	places, err := r.places()
	for _, b := range p.Paused {
		if body, known := places.byID[b.BodyID]; known && scope.Sees(body.Path, 0, "") {
			add(b.Code, b.Name)
		}
	}
	return links, err
}

// toPublish are the drafts that the visitor can issue, now or once bodies have had
// their days to reply (R9).
func toPublish(r *request) (templ.Component, error) {
	if len(r.publishing()) == 0 {
		return nil, nil
	}
	drafts, err := r.openDrafts()
	if err != nil || len(drafts) == 0 {
		return nil, err
	}
	s := page.ListSection{Title: r.words.T("home.to_publish")}
	for _, p := range drafts {
		s.Links = append(s.Links, page.HomeLink{Text: publicationName(r.words, p), Href: publicationHref(p), Note: r.draftState(p)})
	}
	return page.HomeList(s), nil
}

// openDrafts are the drafts that the visitor may issue.
func (r *request) openDrafts() ([]domain.Publication, error) {
	all, err := r.site.Reader.Publications(r.ctx(), r.draftScope(), r.site.Report)
	return slices.DeleteFunc(all, func(p domain.Publication) bool {
		return p.State() != domain.PublicationDraft || !r.mayAll(access.IssuePublic, p.Nations)
	}), err
}
