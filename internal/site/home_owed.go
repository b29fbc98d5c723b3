package site

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// toReport is what the visitor's bodies have to send in, with its days.
func toReport(r *request) (templ.Component, error) {
	bodies, err := r.mine(domain.Reporter)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	picture, err := r.picture()
	if err != nil {
		return nil, err
	}
	var sections []templ.Component
	for _, body := range bodies {
		s, err := r.owed(body, picture)
		if err != nil {
			return nil, err
		}
		sections = append(sections, page.HomeOwed(r.view(), s))
	}
	return templ.Join(sections...), nil
}

// part is the duties of a body that a verb of the visitor's reaches, where these
// are not all that it owes (R15): how many of how many.
func (r *request) part(verb access.Verb, body domain.Body) (n, of int, is bool, err error) {
	if !slices.ContainsFunc(r.actor().Memberships, func(m domain.Membership) bool { return m.BodyID == body.ID && len(m.Recs) > 0 }) {
		return 0, 0, false, nil
	}
	picture, err := r.picture()
	if err != nil {
		return 0, 0, false, err
	}
	found, err := picture.Body(view.Cut{View: r.site.App.Scope(r.actor(), verb)}, body.Code)
	if err != nil && domain.KindOf(err) != domain.NotFound {
		return 0, 0, false, err
	}
	n, of = len(found.Rows), picture.Owes(body.Code)
	return n, of, n < of, nil
}

// owed is what one body has to send in, each duty once: what open rounds ask
// for, what came back, and what was begun and no round asks for now.
func (r *request) owed(body domain.Body, picture *view.Picture) (page.OwedSection, error) {
	w := r.words
	s := page.OwedSection{ID: "owed-" + body.Code, Body: body.Name, Href: bodyHref(body.Code), Summary: w.T("home.owed.none")}
	all, err := r.written(body, picture.Rounds())
	if err != nil {
		return s, err
	}
	n, of, is, err := r.part(access.Draft, body)
	if err != nil {
		return s, err
	}
	if is {
		s.Part = w.N("home.owed.part", n, domain.Args{"Owes": of})
	}
	var last domain.Round
	s.Table = owedTable(r, body)
	due := 0
	for _, o := range all {
		if o.round.IsOpen() {
			last = o.round
			due++
		}
		rec, _ := picture.Pack.Recommendation(o.duty.Rec)
		s.Table.Rows = append(s.Table.Rows, owedRow(r, body, rec, o))
	}
	others := len(s.Table.Rows) - due
	asked := slices.ContainsFunc(picture.Rounds(), func(round domain.Round) bool { return round.IsOpen() && round.Asks(body) })
	switch ended := closedText(w, picture, &body); {
	case ended != "" && len(all) == 0:
		s.Summary, s.Ended = ended+" "+w.T("body.past.record"), true
	case !asked && others == 0:
		s.Summary = w.T("home.owed.no_round")
	case due > 0 && last.FellDue(r.day()):
		s.Summary = w.N("home.owed.late", due, roundArgs(last))
	case due > 0:
		s.Summary = w.N("home.owed.summary", due, roundArgs(last))
	case others > 0:
		s.Summary = w.N("home.owed.unfinished", others)
	}
	if due > 0 && others > 0 {
		s.Summary += " " + w.N("home.owed.besides", others)
	}
	return s, nil
}

// owing is a duty that its body has to report on now.
type owing struct {
	duty  domain.Duty
	ret   domain.Return // what the body writes on
	round domain.Round  // that it answers; the zero round for an interim one
}

// unfinished says that somebody began what no open round asks for, or that it
// came back (R14).
func (o owing) unfinished() bool {
	return o.ret.GivenBack() || o.ret.Answers() || o.ret.State == domain.ReturnDraft
}

// written is what the visitor has to write for one body now.
func (r *request) written(body domain.Body, rounds []domain.Round) ([]owing, error) {
	scope := r.site.App.Scope(r.actor(), access.Draft)
	duties, err := r.site.Reader.DutiesOf(r.ctx(), scope, body.ID)
	if err != nil || len(duties) == 0 {
		return nil, err
	}
	ids := make([]domain.ID, len(duties))
	for i, d := range duties {
		ids[i] = d.ID
	}
	returns, err := r.site.Reader.LiveReturns(r.ctx(), scope, ids, nil)
	if err != nil {
		return nil, err
	}
	of := make(map[domain.ID][]domain.Return, len(duties))
	for _, ret := range returns {
		of[ret.DutyID] = append(of[ret.DutyID], ret)
	}
	var all []owing
	for _, d := range duties {
		o := owing{duty: d, ret: domain.CurrentReturn(of[d.ID], rounds)}
		if i := slices.IndexFunc(rounds, func(round domain.Round) bool { return round.ID == o.ret.RoundID }); i >= 0 {
			o.round = rounds[i]
		}
		if d.State.MayReport() == nil && o.ret.State.Editable() && (o.round.IsOpen() || o.unfinished()) {
			all = append(all, o)
		}
	}
	return all, nil
}

func roundArgs(round domain.Round) domain.Args {
	return domain.Args{"Round": round.Name, "Due": round.Due, "Closes": round.Closes}
}

func owedTable(r *request, body domain.Body) ui.Table {
	return ui.Table{
		ID: "owed-" + body.Code + "-table", Caption: r.words.T("home.owed.caption", domain.Args{"Body": body.Name}), HideCaption: true,
		Head: []ui.Cell{{Text: r.words.T("home.owed.recommendation")}, {Text: r.words.T("home.owed.state")}, {Text: r.words.T("home.owed.due")}},
	}
}

func owedRow(r *request, body domain.Body, rec domain.Recommendation, o owing) []ui.Cell {
	key := domain.DutyKey{Body: body.Code, Report: o.duty.Report, Rec: o.duty.Rec}
	day := ""
	if o.round.IsOpen() {
		day = r.words.Day(max(o.round.Due, o.ret.Extended))
	}
	return []ui.Cell{
		{Text: strconv.Itoa(rec.No) + ". " + rec.Short, Href: dutyHref(key), Header: true},
		{Content: owedState(r.words, o)}, {Text: day},
	}
}

// owedState says how far the return has come, and what is to be known of it
// besides: what came back before it, or that no round asks for it.
func owedState(w *words.Words, o owing) templ.Component {
	state, colour := string(o.ret.State), ui.White
	switch {
	case o.ret.GivenBack():
		state, colour = "given_back", ui.Orange
	case o.ret.State == domain.ReturnSentBack:
		colour = ui.Orange
	case o.ret.State == domain.ReturnDraft:
		colour = ui.Blue
	}
	note := ""
	switch {
	case o.duty.State.Unanswered() && !o.ret.Answers():
		note = w.T("home.owed.sent_back")
	case o.ret.CaughtByClosing():
		note = w.T("home.owed.round_closed")
	case o.ret.State == domain.ReturnDraft && !o.ret.GivenBack() && !o.round.IsOpen():
		note = w.T("home.owed.no_round_asks")
	}
	return page.HomeState(ui.Tag(colour, w.Word("return", state)), note)
}
