package site

import (
	"cmp"
	"slices"
	"strconv"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/view"
	"heed/web/page"
)

// recHref is the address of a recommendation's page.
func recHref(no int) string { return "/recommendations/" + strconv.Itoa(no) }

// recName is a recommendation in short: "3. Long-term funding".
func recName(rec *domain.Recommendation) string { return rec.Key() + ". " + rec.Short }

// bodyName is what a body is called in a line of a list. A university's short
// name is that of its town.
func bodyName(b *domain.Body) string {
	if b.Kind == domain.University {
		return b.Name
	}
	return cmp.Or(b.ShortName, b.Name)
}

// dutyLinks is how a duty hangs together with others, as far as the visitor
// may know how those stand.
func dutyLinks(d view.Duty) page.Links {
	links := page.Links{
		WaitingOn: tieLines(d.Waits), StrandedBy: tieLines(d.Stranded),
		OnClaim: tieLines(d.OnClaim), AheadOf: tieLines(d.AheadOf), Held: heldUp(d), Leaves: leaves(d),
	}
	for _, edge := range d.Above {
		switch edge.Bearing {
		case graph.NotBinding:
			links.NotBinding = append(links.NotBinding, edgeLine(edge.Dependency, edge.From))
		case graph.NoPartner:
			links.NoPartner = append(links.NoPartner, edgeLine(edge.Dependency, edge.From))
		case graph.Missing, graph.Stranded:
			addMissing(&links, edge)
		}
	}
	return links
}

// addMissing notes what helps, informs or monitors and is not there. What
// holds was noted as waiting.
func addMissing(links *page.Links, edge view.Edge) {
	var lines []page.LinkLine
	if edge.Share != nil {
		line := edgeLine(edge.Dependency, edge.From)
		line.Share = edge.Share
		lines = append(lines, line)
	}
	for _, up := range edge.Upstream {
		if !up.Claimed {
			lines = append(lines, glanceLine(edgeLine(edge.Dependency, edge.From), up))
		}
	}
	switch edge.Dependency.Kind {
	case domain.Supports:
		links.Unsupported = append(links.Unsupported, lines...)
	case domain.Informs:
		links.Uninformed = append(links.Uninformed, lines...)
	case domain.Monitors:
		links.Unmonitored = append(links.Unmonitored, lines...)
	}
}

func tieLines(ties []view.Tie) []page.LinkLine {
	var lines []page.LinkLine
	for _, t := range ties {
		line := edgeLine(t.Dependency, t.From)
		line.Share = t.Share
		if t.Upstream != nil {
			line = glanceLine(line, *t.Upstream)
		}
		lines = append(lines, line)
	}
	return lines
}

// edgeLine is a dependency without anybody upstream.
func edgeLine(dep *domain.Dependency, from *domain.Recommendation) page.LinkLine {
	return page.LinkLine{
		Kind: dep.Kind, Rec: recName(from), Href: recHref(from.No), Requirement: dep.Requirement, Inferred: !dep.Stated,
	}
}

// glanceLine adds the duty upstream. Of a duty that the visitor doesn't see it
// says no more than claimed and confirmed.
func glanceLine(line page.LinkLine, up view.Glance) page.LinkLine {
	line.Body, line.Rec, line.Undone = bodyName(up.Body), recName(up.Rec), up.Undone
	line.Word, line.Released, line.Late = up.Word, up.Released, up.Late
	if up.Seen {
		line.Href = dutyHref(up.Key)
	}
	if line.Word == "" && up.Claimed {
		line.Word = domain.WordClaimed
		if up.Confirmed {
			line.Word = domain.WordConfirmed
		}
	}
	return line
}

// fewNames is up to how many bodies are named one by one.
const fewNames = 3

// heldUp is who waits on a duty.
func heldUp(d view.Duty) page.Held {
	if d.Standing == nil || d.Standing.HoldsAll == 0 {
		return page.Held{}
	}
	held := page.Held{Duties: d.Standing.HoldsAll, Bodies: d.Standing.HoldsBodies}
	for _, below := range d.Below {
		if len(below.Waiting) == 0 {
			continue
		}
		held.Lines = append(held.Lines, heldLine(below, below.Waiting))
	}
	return held
}

// heldLine is the duties of one recommendation that an edge leaves waiting, or
// without.
func heldLine(below view.Below, whom []view.Glance) page.HeldLine {
	line := page.HeldLine{Rec: recName(below.To), Href: recHref(below.To.No), Together: below.Dependency.Scope == domain.LocalShare}
	var names []string
	for _, one := range whom {
		if name := bodyName(one.Body); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	line.Bodies = len(names)
	if len(names) <= fewNames {
		line.Names = names
	}
	return line
}

// leaves is who goes without what a duty would bring: for each kind that holds
// nobody up, in the order of what matters.
func leaves(d view.Duty) []page.Leave {
	var found []page.Leave
	for _, kind := range []domain.DependencyKind{domain.Monitors, domain.Informs, domain.Supports} {
		leave := page.Leave{Kind: kind}
		duties, bodies := map[domain.DutyKey]bool{}, map[string]bool{}
		for _, below := range d.Below {
			if below.Dependency.Kind != kind || len(below.Lacking) == 0 {
				continue
			}
			for _, one := range below.Lacking {
				duties[one.Key], bodies[one.Key.Body] = true, true
			}
			leave.Lines = append(leave.Lines, heldLine(below, below.Lacking))
		}
		if leave.Duties, leave.Bodies = len(duties), len(bodies); leave.Duties > 0 {
			found = append(found, leave)
		}
	}
	return found
}
