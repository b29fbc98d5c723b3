package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Brief is what there is to say of a part of the report (R19). Its counts are
// of the duties that the asker has figures of, each nation's as its column of
// the integrated view shows it; all else is of those that the asker sees whole.
type Brief struct {
	Bodies   int
	Owed     int // duties; more than Cell counts where something was not released
	Cell     domain.Cell
	Recs     []BriefRow
	Released []Column // nations of the part that are counted by what they let out

	Live     int // duties seen whole
	Stranded int
	Moved    int    // duties whose target date moved (R14)
	Twice    int    // and of these, more than once
	NotBegun int    // accepted, and no progress is reported
	Oldest   *Row   // of these, the one accepted first; nil where there is none
	Waits    []Wait // the upstream duties that most of the part waits on, at most three
	HoldsUp  []HoldUp
	Silent   []BodyCount // the bodies with most silent duties, at most five
}

// BriefRow is one recommendation of a brief.
type BriefRow struct {
	Rec  *domain.Recommendation
	Owed int // duties; more than Cell counts where something was not released
	Cell domain.Cell
}

// BodyCount is a number of duties of one body.
type BodyCount struct {
	Body *domain.Body
	N    int
}

// How many a brief names.
const (
	briefTies   = 3
	briefSilent = 5
)

// Brief sums up what a filter takes.
func (p *Picture) Brief(c Cut, f Filter) Brief {
	s, b := p.cut(c), &Brief{}
	byRec := make([]BriefRow, len(p.Recs))
	released := map[domain.Nation]bool{} // nations of which something is counted as it was released
	for _, o := range p.owing {
		if f.takesBody(o.body) {
			before := b.Owed - b.Live
			b.addBody(s, o, f, byRec)
			released[o.body.Nation] = released[o.body.Nation] || b.Owed-b.Live > before
		}
	}
	for at, rec := range p.Recs {
		if byRec[at].Rec = rec; byRec[at].Cell.Owed() > 0 {
			b.Recs = append(b.Recs, byRec[at])
		}
	}
	for _, column := range s.columns {
		if column.Source == Released && released[column.Nation] {
			b.Released = append(b.Released, column)
		}
	}
	slices.SortStableFunc(b.Waits, func(x, y Wait) int { return cmp.Compare(len(y.Duties), len(x.Duties)) })
	b.Waits = b.Waits[:min(briefTies, len(b.Waits))]
	slices.SortStableFunc(b.Silent, func(x, y BodyCount) int { return cmp.Compare(y.N, x.N) })
	b.Silent = b.Silent[:min(briefSilent, len(b.Silent))]
	for _, h := range s.holdUps() {
		if len(b.HoldsUp) < briefTies && h.Seen && f.takesBody(h.Body) && f.takesRec(h.Rec) {
			b.HoldsUp = append(b.HoldsUp, h)
		}
	}
	return *b
}

func (b *Brief) addBody(s *slice, o owing, f Filter, byRec []BriefRow) {
	owed, silent := b.Owed, 0
	for at, i := range o.duties {
		if i < 0 || !f.takesRec(s.p.Recs[at]) || !s.figures[i] {
			continue
		}
		b.Owed++
		s.count(i, &b.Cell)
		byRec[at].Owed++
		s.count(i, &byRec[at].Cell)
		if s.word(i) == domain.WordSilent {
			silent++
		}
		if s.live[i] {
			b.addLive(s, i)
		}
	}
	if b.Owed > owed {
		b.Bodies++
	}
	if silent > 0 {
		b.Silent = append(b.Silent, BodyCount{o.body, silent})
	}
}

// addLive notes what is known of a duty that the asker sees whole.
func (b *Brief) addLive(s *slice, i int) {
	d, st := &s.p.rows.duties[i], s.p.graph.Standing(i)
	b.Live++
	if len(st.StrandedBy) > 0 {
		b.Stranded++
	}
	if d.State.Slips > 0 {
		b.Moved++
	}
	if d.State.Slips > 1 {
		b.Twice++
	}
	if d.NotBegun() {
		b.NotBegun++
		if b.Oldest == nil || d.State.ResponseAt < b.Oldest.Duty.State.ResponseAt {
			row := s.row(i)
			b.Oldest = &row
		}
	}
	for _, link := range st.WaitingOn {
		if up, known := s.p.graph.Number(link.Upstream); known {
			b.Waits = s.addWait(b.Waits, i, up)
		}
	}
}
