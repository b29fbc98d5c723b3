package site

import (
	"strconv"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// dependencyLines are dependencies with how they bear on the duties that the
// visitor sees.
func dependencyLines(w *words.Words, p *view.Picture, rows []view.DependencyRow) []page.DependencyLine {
	var lines []page.DependencyLine
	for _, row := range rows {
		dep := row.Dependency
		lines = append(lines, page.DependencyLine{
			From: recName(row.From), FromHref: recHref(dep.From), To: recName(row.To), ToHref: recHref(dep.To),
			Kind: dep.Kind, Scope: scopeText(w, dep), Only: onlyText(w, p, dep), Stated: dep.Stated, Why: dep.Why, Cite: dep.Cite,
			States: bearingTexts(w, row),
		})
	}
	return lines
}

// scopeText says which duties a dependency joins.
func scopeText(w *words.Words, dep *domain.Dependency) string {
	scope := w.Word("dependency_scope", string(dep.Scope))
	args := domain.Args{"Scope": scope, "Share": dep.Share}
	switch {
	case dep.Scope == domain.LocalShare && dep.UKShare:
		return w.T("dependency.share.uk", args)
	case dep.Scope == domain.LocalShare:
		return w.T("dependency.share", args)
	case dep.AnyPartner:
		return w.T("dependency.any_partner", args)
	}
	return scope
}

// onlyText is what a dependency is limited to: one requirement, or some bodies.
func onlyText(w *words.Words, p *view.Picture, dep *domain.Dependency) string {
	switch {
	case dep.Requirement != "":
		return w.T("dependency.only.requirement", domain.Args{"Requirement": dep.Requirement})
	case len(dep.ToCodes) > 0:
		return w.T("dependency.only.bodies", domain.Args{"Bodies": namesOf(p, dep.ToCodes)})
	}
	return ""
}

// namesOf are the names of bodies by their codes.
func namesOf(p *view.Picture, codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		if b, known := p.BodyByCode(code); known {
			names[i] = bodyName(b)
		}
	}
	return names
}

// bearingTexts count the duties below a dependency by how it bears on them.
func bearingTexts(w *words.Words, row view.DependencyRow) []string {
	var texts []string
	for _, b := range graph.Bearings() {
		n := row.Of(b)
		key := string(b)
		if b == graph.Missing && row.Dependency.Kind.Holds() {
			key = "waiting"
		}
		if n > 0 {
			texts = append(texts, w.T("dependency.bearing."+key, domain.Args{"N": n}))
		}
	}
	if row.Ahead > 0 {
		texts = append(texts, w.T("dependency.bearing.ahead", domain.Args{"N": row.Ahead}))
	}
	return texts
}

// waitingOn is how many duties wait because of a dependency.
func waitingOn(row view.DependencyRow) int {
	if !row.Dependency.Kind.Holds() {
		return 0
	}
	return row.Of(graph.Missing)
}

// cycleTexts are the findings about circles.
func cycleTexts(w *words.Words, p *view.Picture, cycles []graph.Cycle) []string {
	var texts []string
	for _, c := range cycles {
		var names []string
		for _, no := range c.Recs {
			if rec, known := p.Pack.Recommendation(no); known {
				names = append(names, recName(&rec))
			} else {
				names = append(names, strconv.Itoa(no))
			}
		}
		if len(c.Duties) == 0 {
			texts = append(texts, w.T("dependency.cycle", domain.Args{"Recs": names}))
		} else {
			texts = append(texts, w.T("dependency.cycle.duties", domain.Args{"N": len(c.Duties), "Recs": names}))
		}
	}
	return texts
}

// waitingBehind is what waits behind something, by its name in addresses.
func waitingBehind(b graph.Behind, of string) page.WaitingBehind {
	return page.WaitingBehind{
		DirectHref: behindHref("", of, true), AllHref: behindHref("", of, false),
		Direct: b.Direct, DirectBodies: b.DirectBodies, All: b.All, AllBodies: b.AllBodies}
}
