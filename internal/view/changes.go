package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
)

// Shift is a duty that stands otherwise than it did on an earlier day, of those
// that the asker sees whole.
type Shift struct {
	Row      Row
	Was      domain.Word // "" where it was not owed then
	First    domain.Day  // of its target dates: the one it had then, where it moved
	Moved    bool        // its target date moved
	Overdue  bool        // it came to be overdue
	Released bool        // it waited for others and waits for nothing any more
	Held     bool        // it came to wait for others
}

// Turns are what happened to the duty, each to be told by itself.
func (s Shift) Turns() []domain.Turn {
	taken := domain.TurnsOf(s.Was, s.Row.Word)
	for turn, took := range map[domain.Turn]bool{
		domain.TurnMoved: s.Moved, domain.TurnOverdue: s.Overdue, domain.TurnReleased: s.Released, domain.TurnHeld: s.Held,
	} {
		if took {
			taken = append(taken, turn)
		}
	}
	return taken
}

// Changes are the duties that stand otherwise than in an earlier picture, of
// those that a filter takes, by recommendation and body.
func (p *Picture) Changes(c Cut, f Filter, then *Picture) []Shift {
	s := p.cut(c)
	var found []Shift
	for i := range s.live {
		if !s.live[i] || !f.takesBody(p.graph.Facts(i).Body) || !f.takesRec(p.rec(p.rows.duties[i].Rec)) {
			continue
		}
		was, known := then.graph.Number(p.rows.duties[i].ID)
		if !known || then.rows.duties[was].State.Retired {
			found = append(found, Shift{Row: s.row(i)})
			continue
		}
		if change, is := s.change(i, then, was); is {
			found = append(found, change)
		}
	}
	slices.SortStableFunc(found, func(a, b Shift) int {
		return cmp.Or(cmp.Compare(a.Row.Rec.No, b.Row.Rec.No), compareBodies(a.Row.Body, b.Row.Body))
	})
	return found
}

func (s *slice) change(i int, then *Picture, was int) (Shift, bool) {
	now, before := s.p.graph.Standing(i), then.graph.Standing(was)
	state, old := &s.p.rows.duties[i].State, &then.rows.duties[was].State
	change := Shift{
		Was: before.Word, Moved: !old.Target.IsZero() && state.Target != old.Target, Overdue: now.Overdue && !before.Overdue,
		Released: waits(before) && !waits(now), Held: !waits(before) && waits(now),
	}
	if change.Moved {
		change.First = old.Target
	}
	if now.Word == before.Word && !change.Moved && !change.Overdue && !change.Released && !change.Held {
		return change, false
	}
	change.Row = s.row(i)
	return change, true
}

// Trend is how a part of the report stood as at several days, the earliest
// first: of the duties that the asker sees whole now and saw then.
type Trend struct {
	Day  domain.Day
	Cell domain.Cell
}

// Trends are the cells of what a filter takes, in earlier pictures and now.
func (p *Picture) Trends(c Cut, f Filter, earlier []*Picture) []Trend {
	var trends []Trend
	for _, at := range append(slices.Clone(earlier), p) {
		s, t := at.cut(c), Trend{Day: at.Day}
		for i := range s.live {
			if s.live[i] && f.takesBody(at.graph.Facts(i).Body) && f.takesRec(at.rec(at.rows.duties[i].Rec)) {
				t.Cell.Add(*at.graph.Standing(i))
			}
		}
		trends = append(trends, t)
	}
	return trends
}

func waits(s *domain.Standing) bool { return len(s.WaitingOn) > 0 }
