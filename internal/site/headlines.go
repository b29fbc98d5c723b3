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
	if total.Owed() == 0 {
		return nil // nothing to count: whoever shows them says so
	}
	count := func(key string, n int, query, rule string) page.Headline {
		return page.Headline{
			Figure: w.Number(n), Lead: w.N("headline."+key, n, domain.Args{"Owed": total.Owed()}),
			Text: w.T("headline." + key + ".text"), Href: cellHref(nil, "") + query, Rule: rule,
		}
	}
	silent := count("silent", total.Of(domain.WordSilent), "?word=silent", "R1")
	if total.SilentToo > 0 {
		silent.Text += " " + w.N("headline.silent_too", total.SilentToo)
	}
	all := []page.Headline{
		count("confirmed", total.Of(domain.WordConfirmed), "?word=confirmed", "R1"),
		count("claimed", total.Of(domain.WordClaimed), "?word=claimed", "R1"),
		silent,
		count("overdue", total.Overdue, "?also=overdue", "R14"),
		count("waiting", total.Waiting, "?also=waiting", "R6"),
	}
	if stranded := whole.Headline.Stranded; stranded > 0 {
		all = append(all, count("stranded", stranded, "?also=stranded", "R6"))
	}
	if len(whole.Headline.HoldUps) > 0 {
		all = append(all, holdUpHeadline(w, whole.Headline.HoldUps[0]))
	}
	if implemented, sees := implementedHeadline(w, whole); sees {
		all = append(all, implemented)
	}
	return all
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
// body that owes them in some nation, and names the nearest of the others. A
// visitor who sees no nation whole is told nothing.
func implementedHeadline(w *words.Words, whole *view.Integrated) (h page.Headline, seesNation bool) {
	done, of := 0, 0
	var best domain.Args
	bestShare := 0.0
	for _, row := range whole.Rows {
		for i, c := range row.Cells {
			owes, confirmed := row.Owes[i], c.Of(domain.WordConfirmed)
			if owes == 0 || c.Owed() == 0 || whole.Columns[i].Source == view.Part {
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
	h = page.Headline{
		Figure: strconv.Itoa(done), Lead: w.N("headline.implemented", done),
		Text: w.N("headline.implemented.text", of), Href: "/integrated#package", Rule: "R1",
	}
	if best != nil {
		h.Text += " " + w.T("headline.implemented.nearest", best)
	}
	return h, of > 0
}
