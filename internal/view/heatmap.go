package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Filter narrows a list of duties or of bodies; an empty field narrows nothing.
type Filter struct {
	Nation domain.Nation
	Region string
	ICB    string // code
	Kind   domain.BodyKind
	Body   string // code
	Theme  int
	Rec    int
	Word   domain.Word
	Status domain.Status // as reported; only of duties seen live
}

// NoRegion as a filter's region takes the bodies that lie in none.
const NoRegion = "none"

func (f Filter) takesBody(b *domain.Body) bool {
	return (f.Nation == "" || f.Nation == b.Nation) && (f.Region == "" || f.Region == b.Region || f.Region == NoRegion && b.Region == "") &&
		(f.ICB == "" || f.ICB == b.ICB) && (f.Kind == "" || f.Kind == b.Kind) && (f.Body == "" || f.Body == b.Code)
}

func (f Filter) takesRec(r *domain.Recommendation) bool {
	return (f.Theme == 0 || f.Theme == r.Theme) && (f.Rec == 0 || f.Rec == r.No)
}

// takes says whether a shown duty fits what the filter asks of duties.
func (f Filter) takes(word domain.Word, d *domain.Duty) bool {
	return (f.Word == "" || f.Word == word) && (f.Status == "" || d != nil && f.Status == d.State.Status)
}

// Heatmap is bodies as rows, by nation, region and name, and recommendations
// as columns.
type Heatmap struct {
	Recs []*domain.Recommendation
	Rows []HeatRow
	Cell domain.Cell // every duty shown, counted
}

// HeatRow is one body.
type HeatRow struct {
	Body  *domain.Body
	Cells []HeatCell // one for each recommendation
}

// HeatCell is one duty; its Word is "" where the body does not owe the
// recommendation or the asker may not see how it stands.
type HeatCell struct {
	Owed     bool
	Word     domain.Word
	Live     bool // as it stands now; else as it was released
	Match    bool // fits the filter's word and status
	Overdue  bool
	Waiting  bool
	Stranded bool
	Silent   bool // silent in the last round, whatever its word
}

// Heatmap shows the bodies of which at least one duty fits the filter.
func (p *Picture) Heatmap(c Cut, f Filter) Heatmap {
	s := p.cut(c)
	var h Heatmap
	var cols []int
	for at, rec := range p.Recs {
		if f.takesRec(rec) {
			cols = append(cols, at)
			h.Recs = append(h.Recs, rec)
		}
	}
	cells := make([]HeatCell, len(p.owing)*len(cols))
	for _, o := range p.owing {
		if !f.takesBody(o.body) {
			continue
		}
		row := HeatRow{o.body, cells[:len(cols):len(cols)]}
		if !s.heatRow(o, cols, f, row.Cells) {
			clear(row.Cells)
			continue
		}
		cells = cells[len(cols):]
		h.Rows = append(h.Rows, row)
		s.countRow(o, cols, &h.Cell)
	}
	return h
}

// heatRow fills a row's cells and says whether any fits the filter.
func (s *slice) heatRow(o owing, cols []int, f Filter, cells []HeatCell) bool {
	fits := false
	for at, col := range cols {
		i := o.duties[col]
		if i < 0 || !s.figures[i] {
			continue
		}
		cells[at] = s.heatCell(i, f)
		fits = fits || cells[at].Match
	}
	return fits
}

func (s *slice) heatCell(i int, f Filter) HeatCell {
	if !s.live[i] {
		word := s.released[i]
		return HeatCell{Owed: true, Word: word, Match: f.takes(word, nil)}
	}
	st := s.p.graph.Standing(i)
	return HeatCell{
		Owed: true, Word: st.Word, Live: true, Match: f.takes(st.Word, &s.p.rows.duties[i]), Overdue: st.Overdue,
		Waiting: len(st.WaitingOn) > 0, Stranded: len(st.StrandedBy) > 0, Silent: st.SilentToo || st.Word == domain.WordSilent,
	}
}

func (s *slice) countRow(o owing, cols []int, cell *domain.Cell) {
	for _, col := range cols {
		if i := o.duties[col]; i >= 0 && s.figures[i] {
			s.count(i, cell)
		}
	}
}

// Choices are what a filter can be set to, for one asker.
type Choices struct {
	Nations []domain.Nation
	Regions []string
	NoneToo bool  // there are bodies in no region beside them
	ICBs    []ICB // by name
	Kinds   []domain.BodyKind
	Themes  []domain.Theme
	Recs    []*domain.Recommendation
}

// ICB is an integrated care board that bodies belong to.
type ICB struct{ Code, Name string }

// Choices lists what the bodies and recommendations that the asker sees have.
func (p *Picture) Choices(c Cut) Choices {
	s := p.cut(c)
	ch := Choices{Themes: p.Pack.Themes, Recs: p.Recs}
	for _, o := range p.owing {
		if !slices.ContainsFunc(o.duties, func(i int) bool { return i >= 0 && s.figures[i] }) {
			continue
		}
		b := o.body
		ch.Nations, ch.Kinds = addOnce(ch.Nations, b.Nation), addOnce(ch.Kinds, b.Kind)
		if b.Region != "" {
			ch.Regions = addOnce(ch.Regions, b.Region)
		} else {
			ch.NoneToo = true
		}
		if b.ICB != "" {
			ch.ICBs = addOnce(ch.ICBs, ICB{b.ICB, b.ICBName})
		}
	}
	kinds := domain.BodyKinds()
	slices.SortFunc(ch.Kinds, func(a, b domain.BodyKind) int {
		return cmp.Compare(slices.Index(kinds, a), slices.Index(kinds, b))
	})
	slices.Sort(ch.Regions)
	slices.SortFunc(ch.ICBs, func(a, b ICB) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code)) })
	return ch
}

func addOnce[T comparable](list []T, item T) []T {
	if slices.Contains(list, item) {
		return list
	}
	return append(list, item)
}
