package site

import (
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
)

// release shows the figures of each nation that the visitor leads, as they
// would be let out of it now (R4).
func (s *Site) release(r *request) error {
	nations := r.overseeing(access.Release)
	if len(nations) == 0 {
		return domain.Missing()
	}
	picture, err := s.Views.Picture(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	last, err := s.Reader.LastReleases(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	var p page.ReleasePage
	for _, nation := range nations {
		name := r.words.Word("nation", string(nation))
		n := page.NationRelease{
			Nation: name, Last: r.words.T("release.never"), Action: "/release/" + string(nation), Seq: strconv.FormatInt(picture.Seq, 10),
			Button: r.words.T("release.button", domain.Args{"Nation": name}), Table: releaseTable(r, picture, nation),
		}
		if release, released := last[nation]; released {
			n.Last = r.words.T("release.last", domain.Args{"Day": release.Day})
		}
		p.Nations = append(p.Nations, n)
	}
	v := r.view()
	v.Wide = true
	return r.page(page.Release(v, p))
}

// releaseTable counts the words of a nation's duties: a row for each
// recommendation, a column for each word that stands anywhere in it.
func releaseTable(r *request, picture *view.Picture, nation domain.Nation) ui.Table {
	w := r.words
	name := w.Word("nation", string(nation))
	whole := picture.Integrated(view.Cut{View: answersFor(nation), Figures: answersFor(nation)})
	table := ui.Table{
		ID: "release-" + string(nation), Caption: w.T("release.caption", domain.Args{"Nation": name}), HideCaption: true,
		Empty: w.T("release.nothing", domain.Args{"Nation": name}),
		Head:  []ui.Cell{{Text: w.T("release.recommendation")}, {Text: w.T("release.owed"), Numeric: true}},
	}
	var shown []domain.Word
	for _, word := range domain.PositionWords() {
		if whole.Headline.Total.Of(word) > 0 {
			shown = append(shown, word)
			table.Head = append(table.Head, ui.Cell{Text: w.Word("position", string(word)), Numeric: true})
		}
	}
	for _, line := range whole.Rows {
		if line.Total.Owed() == 0 {
			continue
		}
		row := []ui.Cell{
			{Text: w.T("take_up.recommendation", domain.Args{"No": line.Rec.No, "Short": line.Rec.Short}), Header: true},
			{Text: w.Number(line.Total.Owed()), Numeric: true},
		}
		for _, word := range shown {
			row = append(row, ui.Cell{Text: w.Number(line.Total.Of(word)), Numeric: true})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// answersFor is everywhere that a nation's oversight answers for: England's for
// the UK-wide bodies too.
func answersFor(nation domain.Nation) domain.Scope {
	var scope domain.Scope
	for _, n := range domain.Nations() {
		if domain.OverseenBy(n) == nation {
			scope.Grants = append(scope.Grants, domain.Grant{Path: n.Path()})
		}
	}
	return scope
}

// releaseFigures lets a nation's figures out; the verb sees to it that they are
// still those that the visitor had before them.
func (s *Site) releaseFigures(r *request) error {
	nation, err := r.nationAsked(access.Release)
	if err != nil {
		return err
	}
	picture, err := s.Views.Picture(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	seen, err := strconv.ParseInt(r.postForm().Get("seq"), 10, 64)
	if err != nil {
		return domain.Clash("release.moved_on", nil)
	}
	_, err = s.App.ReleaseFigures(r.ctx(), r.actor(), app.ReleaseFigures{Release: domain.Release{
		Report: s.Report, Nation: nation, Day: picture.Day, Seq: seen, Words: picture.Words(nation),
	}})
	if err != nil {
		return err
	}
	return r.done("/release", "figures_released")
}
