package view

import (
	"slices"

	"heed/internal/domain"
)

// Peers is a body beside others that are fairly set beside it (R19).
type Peers struct {
	Body  *domain.Body
	Rule  domain.PeerRule
	Named []*domain.Body // the peers, by name
	Rows  []PeerRow      // a row for each recommendation that the body owes

	reached bool
}

// PeerRow is one recommendation: the body's own duty, and its peers' together,
// as far as the asker has figures of them.
type PeerRow struct {
	Row
	Peers domain.Cell
}

// Peers sets a body beside its peers. A body of which the asker may see no duty
// is domain.Missing.
func (p *Picture) Peers(c Cut, code string) (Peers, error) {
	own, err := p.Body(c, code)
	if err != nil {
		return Peers{}, err
	}
	found, rule := domain.Peers(*own.Body, p.rows.bodies, p.Day)
	peers := Peers{Body: own.Body, Rule: rule}
	like := map[domain.ID]bool{}
	for _, b := range found {
		like[b.ID] = true
		peers.Named = append(peers.Named, p.bodies[b.ID])
	}
	slices.SortStableFunc(peers.Named, compareBodies)
	s := p.cut(c)
	for _, row := range own.Rows {
		line := PeerRow{Row: row}
		for _, i := range p.graph.OfRec(row.Rec.No) {
			if s.figures[i] && like[p.graph.Facts(i).Body.ID] {
				peers.reached = true
				s.count(i, &line.Peers)
			}
		}
		peers.Rows = append(peers.Rows, line)
	}
	return peers, nil
}

// Reached says whether the asker may have figures of any peer, released or not.
func (p Peers) Reached() bool { return p.reached }

// Counted says whether the asker has figures of any peer.
func (p Peers) Counted() bool {
	return slices.ContainsFunc(p.Rows, func(r PeerRow) bool { return r.Peers.Owed() > 0 })
}
