package site

import (
	"strconv"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// headlines are the sentences about the whole, each with its figure, the rule
// that says what it means, and the rows behind it.
func headlines(w *words.Words, whole *view.Integrated) []page.Headline {
	total := whole.Headline.Total
	rows := cellHref(nil, "")
	all := []page.Headline{
		headline(w, "confirmed", total.Of(domain.WordConfirmed), total, page.Headline{Href: rows + "?word=confirmed", Rule: "R1"}),
		headline(w, "claimed", total.Of(domain.WordClaimed), total, page.Headline{Href: rows + "?word=claimed", Rule: "R1"}),
		headline(w, "silent", total.Of(domain.WordSilent), total, page.Headline{Href: rows + "?word=silent", Rule: "R1"}),
		headline(w, "overdue", total.Overdue, total, page.Headline{Href: rows + "?also=overdue", Rule: "R14"}),
		headline(w, "waiting", total.Waiting, total, page.Headline{Href: rows + "?also=waiting", Rule: "R6"}),
	}
	if whole.Headline.Stranded > 0 {
		all = append(all, headline(w, "stranded", whole.Headline.Stranded, total, page.Headline{Href: rows + "?also=stranded", Rule: "R6"}))
	}
	if len(whole.Headline.HoldUps) > 0 {
		all = append(all, holdUpHeadline(w, whole.Headline.HoldUps[0]))
	}
	return append(all, implementedHeadline(w, whole))
}

func headline(w *words.Words, key string, n int, total domain.Cell, h page.Headline) page.Headline {
	h.Figure = w.Number(n)
	h.Lead = w.N("headline."+key, n, domain.Args{"Owed": total.Owed()})
	h.Text = w.T("headline."+key+".text", domain.Args{"SilentToo": total.SilentToo})
	return h
}

// holdUpHeadline names the duty that most others wait behind.
func holdUpHeadline(w *words.Words, worst view.HoldUp) page.Headline {
	args := domain.Args{
		"Body": bodyName(worst.Body), "Rec": recName(worst.Rec), "Direct": worst.Behind.Direct,
		"Bodies": w.N("duty_links.bodies", worst.Behind.AllBodies),
	}
	return page.Headline{
		Figure: w.Number(worst.Behind.All), Lead: w.N("headline.hold_up", worst.Behind.All, args),
		Text: w.T("headline.hold_up.text", args), Href: glanceHref(worst.Glance), Rule: "R6",
	}
}

// glanceHref leads to a duty, or to its recommendation where the visitor may
// not open it.
func glanceHref(g view.Glance) string {
	if g.Seen {
		return dutyHref(g.Key)
	}
	return recHref(g.Key.Rec)
}

// implementedHeadline counts the recommendations that are confirmed at every
// body that owes them in some nation, and names the nearest one where there is none.
func implementedHeadline(w *words.Words, whole *view.Integrated) page.Headline {
	done, of := 0, 0
	var best domain.Args
	bestShare := 0.0
	for _, row := range whole.Rows {
		for i, c := range row.Cells {
			owes, confirmed := row.Owes[i], c.Of(domain.WordConfirmed)
			if owes == 0 || c.Owed() == 0 {
				continue
			}
			of++
			if confirmed == owes {
				done++
			} else if share := float64(confirmed) / float64(owes); share > bestShare {
				bestShare = share
				best = domain.Args{
					"Rec": recName(row.Rec), "Nation": w.Word("nation", string(whole.Columns[i].Nation)), "Confirmed": confirmed, "Owed": owes,
				}
			}
		}
	}
	h := page.Headline{
		Figure: strconv.Itoa(done), Lead: w.N("headline.implemented", done),
		Text: w.N("headline.implemented.text", of), Href: "/integrated#package", Rule: "R1",
	}
	if best != nil {
		h.Text += " " + w.T("headline.implemented.nearest", best)
	}
	return h
}
