package view

import (
	"fmt"
	"strings"
	"sync"

	"heed/internal/domain"
	"heed/internal/graph"
)

// Cut is what an asker may see. The zero Cut sees nothing.
type Cut struct {
	View    domain.Scope // duties whole and live: the verb view
	Figures domain.Scope // figures; beyond View only as they were released (R4): the verb view_figures
}

// Source says where a nation's figures come from for an asker.
type Source string

// The sources.
const (
	Live        Source = "live"
	Part        Source = "part"         // live, but only some of the nation's duties
	Released    Source = "released"     // as its oversight let them out, on the column's day
	NotReleased Source = "not_released" // its oversight has let nothing out yet
)

// Column is one nation of a view.
type Column struct {
	Nation domain.Nation
	Source Source
	Day    domain.Day // of the release; else the picture's
	Owed   int        // duties of the nation that the asker may have figures of
	Seen   int        // of these, how many they see whole: as they stand, whatever was released
}

// slice is a picture as one Cut shows it. What is dear to compute is kept.
type slice struct {
	p        *Picture
	live     []bool        // by duty: seen whole
	figures  []bool        // by duty: seen at least as released
	released []domain.Word // by duty: its word in the last release, where its nation is known by that
	columns  []Column
	column   map[domain.Nation]int

	integrated func() *Integrated
	holdUps    func() []HoldUp
	tallies    func() map[string]graph.Tally
	pack       func() *Package
	week       func() Week
	chased     func() []Chased

	comparing   sync.Once
	comparisons []Comparison
}

// keptCuts is how many cuts a picture keeps before it forgets them all. Cuts
// are few: people of one body share theirs.
const keptCuts = 64

// cut is the picture as a Cut shows it.
func (p *Picture) cut(c Cut) *slice {
	key := scopeKey(c.View) + "|" + scopeKey(c.Figures)
	if s, known := p.cuts.find(key); known {
		return s
	}
	s := p.newSlice(c)
	p.cuts.keep(key, s)
	return s
}

func scopeKey(s domain.Scope) string {
	var key strings.Builder
	fmt.Fprintf(&key, "%t", s.All)
	for _, g := range s.Grants {
		fmt.Fprintf(&key, ";%s%v", g.Path, g.Recs)
	}
	fmt.Fprintf(&key, "%v", s.Duties)
	return key.String()
}

func (p *Picture) newSlice(c Cut) *slice {
	n := len(p.rows.duties)
	s := &slice{p: p, live: make([]bool, n), figures: make([]bool, n), released: make([]domain.Word, n), column: map[domain.Nation]int{}}
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		if _, inForce := p.recAt[d.Rec]; d.State.Retired || !inForce {
			continue
		}
		path := p.bodies[d.BodyID].Path
		s.live[i] = c.View.Sees(path, d.Rec, d.ID)
		s.figures[i] = s.live[i] || c.Figures.Sees(path, d.Rec, d.ID)
	}
	for _, nation := range domain.Nations() {
		s.addColumn(nation)
	}
	s.integrated = sync.OnceValue(s.makeIntegrated)
	s.holdUps = sync.OnceValue(s.makeHoldUps)
	s.pack = sync.OnceValue(s.makePackage)
	s.week = sync.OnceValue(s.makeWeek)
	s.chased = sync.OnceValue(s.makeChased)
	s.tallies = sync.OnceValue(func() map[string]graph.Tally { return p.graph.Tallies(s.sees) })
	return s
}

// addColumn decides where a nation's figures come from: live where the asker
// sees every duty, as released where a right to figures goes further than that.
func (s *slice) addColumn(nation domain.Nation) {
	all, live, figures := 0, 0, 0
	for i := range s.live {
		if f := s.p.graph.Facts(i); f.Body.Nation != nation || !s.inForce(i) {
			continue
		}
		all++
		if s.live[i] {
			live++
		}
		if s.figures[i] {
			figures++
		}
	}
	col := Column{Nation: nation, Source: Live, Day: s.p.Day, Owed: figures, Seen: live}
	switch {
	case figures == 0:
		return
	case figures > live:
		release, found := s.p.release(nation)
		col.Source, col.Day = NotReleased, ""
		if found {
			col.Source, col.Day = Released, release.Day
			s.takeRelease(nation, release)
		}
	case live < all:
		col.Source = Part
	}
	s.column[nation] = len(s.columns)
	s.columns = append(s.columns, col)
}

func (s *slice) inForce(i int) bool {
	d := &s.p.rows.duties[i]
	_, known := s.p.recAt[d.Rec]
	return known && !d.State.Retired
}

// release is the last figures that a nation's oversight let out. Those of
// UK-wide bodies come with England's, whose oversight is theirs.
func (p *Picture) release(nation domain.Nation) (domain.Release, bool) {
	if r, found := p.rows.releases[nation]; found {
		return r, true
	}
	r, found := p.rows.releases[domain.OverseenBy(nation)]
	return r, found
}

func (s *slice) takeRelease(nation domain.Nation, r domain.Release) {
	for i := range s.figures {
		if f := s.p.graph.Facts(i); s.figures[i] && f.Body.Nation == nation {
			s.released[i] = r.Words[f.Duty.ID]
		}
	}
}

// sees says that the asker sees a duty whole.
func (s *slice) sees(i int) bool { return s.live[i] }

// columnOf is the column that counts a duty, if any does.
func (s *slice) columnOf(i int) (int, bool) {
	at, shown := s.column[s.p.graph.Facts(i).Body.Nation]
	return at, shown && s.figures[i]
}

// count adds a duty to a cell as the asker sees it: live where they see it whole,
// else by the word that was released. What was not released is not counted.
func (s *slice) count(i int, cell *domain.Cell) {
	switch {
	case s.live[i]:
		cell.Add(*s.p.graph.Standing(i))
	case s.released[i] != "":
		cell.Add(domain.Standing{Word: s.released[i]})
	}
}

// word is the word under which a duty is counted; "" where it is not.
func (s *slice) word(i int) domain.Word {
	if s.live[i] {
		return s.p.graph.Standing(i).Word
	}
	return s.released[i]
}
