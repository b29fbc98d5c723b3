package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// roundRoutes are the reporting rounds.
func (s *Site) roundRoutes() []route {
	return []route{
		get("/rounds", signedIn, s.rounds),
		get("/rounds/new", signedIn, s.newRound),
		post("/rounds/new", signedIn, s.openRound),
		get("/rounds/:round", signedIn, s.round),
		get("/rounds/:round/close", signedIn, s.askToClose),
		post("/rounds/:round/close", signedIn, s.closeRound),
		get("/rounds/:round/extend/:body", signedIn, s.askToExtend),
		post("/rounds/:round/extend/:body", signedIn, s.extendReturns),
	}
}

// progress is how far the returns of a round, or of a part of it, have come.
// Nothing begun, drafts, what waits for a signature and what is signed add up
// to what is expected.
type progress struct {
	expected, nothing, drafted, waiting, signed, late, reviewed int
}

// add counts n returns that stand alike.
func (p *progress) add(state domain.ReturnState, signed, late bool, n int) {
	p.expected += n
	switch {
	case signed:
		p.signed += n
	case state == domain.ReturnAwaited:
		p.nothing += n
	case state == domain.ReturnSubmitted:
		p.waiting += n
	default:
		p.drafted += n
	}
	if signed && late {
		p.late += n
	}
	if state == domain.ReturnAccepted || state == domain.ReturnSentBack {
		p.reviewed += n
	}
}

func (p *progress) addHead(h store.ReturnHead) { p.add(h.State, h.Signed > 0, h.Late, 1) }

// cells are the counts as cells of a table, in the order of progressHead.
func (p progress) cells(w *words.Words) []ui.Cell {
	var cells []ui.Cell
	for _, n := range []int{p.expected, p.nothing, p.drafted, p.waiting, p.signed, p.late, p.reviewed} {
		cells = append(cells, ui.Cell{Text: w.Number(n), Numeric: true})
	}
	return cells
}

func progressHead(w *words.Words) []ui.Cell {
	var head []ui.Cell
	for _, key := range []string{"expected", "nothing", "drafted", "waiting", "signed", "late", "reviewed"} {
		head = append(head, ui.Cell{Text: w.T("rounds." + key), Numeric: true})
	}
	return head
}

// rounds is every round, the latest first; whoever oversees some of it sees how
// far it has come there.
func (s *Site) rounds(r *request) error {
	all, err := s.Reader.Rounds(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	pack, err := s.Reader.Pack(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	p := page.RoundsPage{Report: pack.Report.Title, MayOpen: len(r.leads(access.OpenRound)) > 0}
	if p.Table, err = r.roundsTable(all); err != nil {
		return err
	}
	v := r.view()
	v.Wide = true
	return r.page(page.Rounds(v, p))
}

func (r *request) roundsTable(all []domain.Round) (ui.Table, error) {
	w := r.words
	table := ui.Table{
		ID: "rounds", Caption: w.T("rounds.caption"), HideCaption: true, Empty: w.T("rounds.none"),
		Head: []ui.Cell{{Text: w.T("rounds.name")}, {Text: w.T("rounds.nations")}, {Text: w.T("rounds.due")},
			{Text: w.T("rounds.closes")}, {Text: w.T("rounds.state")}},
	}
	scope := r.site.App.Scope(r.actor(), access.View)
	counts := map[domain.ID]*progress{}
	if r.oversees() {
		tallies, err := r.site.Reader.Tallies(r.ctx(), scope, r.site.Report)
		if err != nil {
			return table, err
		}
		for _, t := range tallies {
			if counts[t.RoundID] == nil {
				counts[t.RoundID] = &progress{}
			}
			counts[t.RoundID].add(t.State, t.Signed, t.Late, t.N)
		}
		table.Head = append(table.Head, progressHead(w)...)
	}
	for _, round := range slices.Backward(all) {
		state, colour := roundState(w, round, r.day())
		row := []ui.Cell{
			{Text: round.Name, Href: roundHref(round.ID), Header: true},
			{Content: page.Stacked(nationList(w, round.Nations), pilot(w, round))},
			{Text: w.Day(round.Due)}, {Text: w.Day(round.Closes)}, {Content: ui.Tag(colour, state)},
		}
		if r.oversees() {
			count := counts[round.ID]
			if count == nil {
				count = &progress{}
			}
			row = append(row, count.cells(w)...)
		}
		table.Rows = append(table.Rows, row)
	}
	return table, nil
}

// oversees says that the visitor sees more than a body's own returns.
func (r *request) oversees() bool {
	return r.actor().Has(domain.Reviewer, domain.OversightLead, domain.Auditor)
}

// leads are the nations in which the visitor may use a verb as their oversight.
func (r *request) leads(verb access.Verb) []domain.Nation {
	return slices.DeleteFunc(domain.Nations(), func(n domain.Nation) bool { return !r.can(verb, access.At(n.Path())) })
}

func roundHref(id domain.ID) string { return "/rounds/" + string(id) }

// roundState is a round's state on a day, in one word.
func roundState(w *words.Words, round domain.Round, on domain.Day) (string, ui.Colour) {
	state, colour := "open", ui.Green
	switch {
	case round.OpenedAt.IsZero():
		state, colour = "planned", ui.Blue
	case !round.IsOpen():
		state, colour = "closed", ui.Grey
	case round.FellDue(on):
		state, colour = "due", ui.Orange
	}
	return w.Word("round", state), colour
}

func nationList(w *words.Words, nations []domain.Nation) string {
	names := make([]string, len(nations))
	for i, n := range nations {
		names[i] = w.Word("nation", string(n))
	}
	return w.List(names)
}

// pilot says how many bodies a pilot asks; "" for a round that asks them all.
func pilot(w *words.Words, round domain.Round) string {
	if len(round.Bodies) == 0 {
		return ""
	}
	return w.N("rounds.pilot", len(round.Bodies))
}
