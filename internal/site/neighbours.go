package site

import (
	"slices"
	"strings"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// neighbours is a body's own part of the graph of duties as a picture; nil where
// nothing of it waits and nobody waits on it.
func neighbours(w *words.Words, b view.Body, waits []view.Wait, held []page.BodyHeld) *page.Neighbours {
	n := &page.Neighbours{Label: w.T("body.picture", domain.Args{"Body": b.Body.Name})}
	own := map[string]int{} // by the duty's address
	for _, row := range b.Rows {
		if row.Duty == nil {
			continue
		}
		own[dutyHref(row.Key)] = len(n.Own)
		n.Own = append(n.Own, page.Neighbour{Name: recName(row.Rec), Note: w.Word("position", string(row.Word)), Href: dutyHref(row.Key)})
	}
	for _, wait := range waits {
		column, at := 0, len(n.Before)
		if mine, is := own[glanceHref(wait.Upstream)]; is {
			column, at = 1, mine
		} else {
			n.Before = append(n.Before, page.Neighbour{
				Name: w.T("hold_ups.name", domain.Args{"Body": bodyName(wait.Upstream.Body), "Rec": recName(wait.Upstream.Rec)}),
				Note: strings.Join(upstreamState(w, wait.Upstream), ", "), Href: glanceHref(wait.Upstream),
			})
		}
		for _, row := range wait.Duties {
			n.Ties = append(n.Ties, page.NeighbourTie{FromColumn: column, From: at, ToColumn: 1, To: own[dutyHref(row.Key)]})
		}
	}
	for _, one := range held {
		for _, line := range one.Held.Lines {
			if line.Bodies == 1 && slices.Equal(line.Names, []string{bodyName(b.Body)}) {
				continue // its own, which the ties on the left say
			}
			n.Ties = append(n.Ties, page.NeighbourTie{FromColumn: 1, From: own[one.Href], ToColumn: 2, To: len(n.After)})
			n.After = append(n.After, page.Neighbour{Name: line.Rec, Note: w.N("duty_links.bodies", line.Bodies), Href: line.Href})
		}
	}
	if len(n.Ties) == 0 {
		return nil
	}
	return n
}
