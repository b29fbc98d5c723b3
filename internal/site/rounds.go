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
	if p.NotTakenUp, err = r.notTakenUpText(); err != nil {
		return err
	}
	if err := r.roundTables(all, &p); err != nil {
		return err
	}
	v := r.view()
	v.Wide = r.oversees()
	return r.page(page.Rounds(v, p))
}

// roundTables puts the rounds in which the visitor oversees anything, with how
// far they have come, before those of other nations.
func (r *request) roundTables(all []domain.Round, p *page.RoundsPage) error {
	w := r.words
	p.Table = roundTable(w, "rounds", false)
	if !r.oversees() {
		for _, round := range slices.Backward(all) {
			p.Table.Rows = append(p.Table.Rows, roundRow(r, round))
		}
		return nil
	}
	tallies, err := r.site.Reader.Tallies(r.ctx(), r.site.App.Scope(r.actor(), access.View), r.site.Report)
	if err != nil {
		return err
	}
	counts := map[domain.ID]*progress{}
	for _, t := range tallies {
		if counts[t.RoundID] == nil {
			counts[t.RoundID] = &progress{}
		}
		counts[t.RoundID].add(t.State, t.Signed, t.Late, t.N)
	}
	p.Table = roundTable(w, "rounds", true)
	p.Elsewhere = roundTable(w, "elsewhere", false)
	for _, round := range slices.Backward(all) {
		row := roundRow(r, round)
		if count := counts[round.ID]; count != nil {
			p.Table.Rows = append(p.Table.Rows, append(row, count.cells(w)...))
		} else {
			p.Elsewhere.Rows = append(p.Elsewhere.Rows, row)
		}
	}
	return nil
}

func roundTable(w *words.Words, id string, counted bool) ui.Table {
	table := ui.Table{
		ID: id, Caption: w.T("rounds.caption." + id), HideCaption: id == "rounds", Empty: w.T("rounds.none"),
		Head: []ui.Cell{{Text: w.T("rounds.name")}, {Text: w.T("rounds.nations")}, {Text: w.T("rounds.due")}, {Text: w.T("rounds.state")}},
	}
	if counted {
		table.Head = append(table.Head, progressHead(w)...)
	}
	return table
}

func roundRow(r *request, round domain.Round) []ui.Cell {
	w := r.words
	state, colour := roundState(w, round, r.day())
	nations := nationList(w, round.Nations)
	return []ui.Cell{
		{Content: page.NamedLink(round.Name, nations, roundHref(round.ID)), Header: true},
		{Content: page.Stacked(nations, pilot(w, round))},
		{Content: page.Unbroken(w.Day(round.Due))}, {Content: ui.Tag(colour, state)},
	}
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
