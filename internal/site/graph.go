package site

import (
	"strings"

	"heed/internal/domain"
	"heed/internal/graph"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// graph shows how the recommendations depend on one another, as a picture and
// as a table.
func (s *Site) graph(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	whole := picture.Integrated(r.cut())
	dependencies := picture.Dependencies(r.cut())
	if f, file := r.tableAs(); file {
		return r.sendTable(f, dependenciesTable(dependencies), picture.Day)
	}
	p := page.GraphPage{
		Day: picture.Day, Unseen: unseen(r, picture, view.Filter{}), Lines: dependencyLines(w, picture, dependencies), Cycles: cycleTexts(w, picture, picture.Cycles),
		Picture: graphPicture(w, picture.Layout, whole, dependencies),
	}
	for _, row := range whole.Rows {
		p.Nodes = append(p.Nodes, page.NodeRow{
			Rec: recName(row.Rec), Href: recHref(row.Rec.No), Figures: wholeRow(w, row), Waiting: waitingBehind(row.Behind, row.Rec.Key()),
		})
	}
	v := r.view()
	v.Wide = true
	return r.page(page.Graph(v, p))
}

// wholeRow is a recommendation's figures in all nations together.
func wholeRow(w *words.Words, row view.RecRow) page.Figures {
	owes := 0
	for _, n := range row.Owes {
		owes += n
	}
	return cell(w, row.Rec, "", row.Total, owes)
}

// graphPicture paints how each recommendation stands on the layout.
func graphPicture(w *words.Words, l *graph.Layout, whole *view.Integrated, dependencies []view.DependencyRow) page.GraphPicture {
	p := page.GraphPicture{Width: int(l.Width), Height: int(l.Height)}
	for _, box := range l.Nodes {
		for _, row := range whole.Rows {
			if row.Rec.No == box.Rec {
				p.Nodes = append(p.Nodes, nodeBox(w, box, row))
			}
		}
	}
	byKey := map[string]view.DependencyRow{}
	for _, d := range dependencies {
		byKey[d.Dependency.Key] = d
	}
	for _, path := range l.Paths {
		p.Edges = append(p.Edges, edgePath(w, path, byKey))
	}
	return p
}

// nodeBox is one recommendation's box: its name, its counts, a bar of them.
func nodeBox(w *words.Words, box graph.Box, row view.RecRow) page.NodeBox {
	figures := wholeRow(w, row)
	owed := figures.Cell.Owed() + figures.Unreleased
	confirmed, claimed := row.Total.Of(domain.WordConfirmed), row.Total.Of(domain.WordClaimed)
	args := domain.Args{
		"Rec": recName(row.Rec), "Confirmed": confirmed, "Claimed": claimed, "Silent": row.Total.Of(domain.WordSilent), "Owed": owed,
		"Co": w.Word("sign", string(domain.WordConfirmed)), "Cl": w.Word("sign", string(domain.WordClaimed)),
	}
	count := w.T("graph.count", args)
	args["Count"] = count
	node := page.NodeBox{
		X: int(box.X), Y: int(box.Y), Width: int(box.Width), Height: int(box.Height), Href: recHref(box.Rec),
		Lines: twoLines(recName(row.Rec), nameWidth), Count: count, Name: w.T("graph.node", args), State: nodeState(confirmed, claimed, owed),
	}
	x, room := node.X+1, node.Width-2
	for _, word := range []domain.Word{domain.WordConfirmed, domain.WordClaimed, domain.WordSilent} {
		if n := row.Total.Of(word); n > 0 && owed > 0 {
			width := max(2, n*room/owed)
			width = min(width, node.X+node.Width-1-x)
			node.Bars = append(node.Bars, page.Bar{X: x, Width: width, Word: word})
			x += width
		}
	}
	return node
}

func nodeState(confirmed, claimed, owed int) string {
	switch {
	case owed == 0 || confirmed+claimed == 0:
		return "none"
	case confirmed == owed:
		return "confirmed"
	case confirmed+claimed == owed:
		return "claimed"
	}
	return "some"
}

// nameWidth is how many letters of a name fit into a box.
const nameWidth = 21

// twoLines breaks a name at a blank where it is too long for one line.
func twoLines(name string, width int) []string {
	if len(name) <= width {
		return []string{name}
	}
	at := strings.LastIndex(name[:width+1], " ")
	if at < 0 {
		return []string{name}
	}
	return []string{name[:at], name[at+1:]}
}

// edgePath is one line of the picture with everything it stands for.
func edgePath(w *words.Words, path graph.Path, byKey map[string]view.DependencyRow) page.EdgePath {
	e := page.EdgePath{D: path.D, LabelX: int(path.LabelX), LabelY: int(path.LabelY), Ours: true}
	var kinds []string
	waiting := 0
	var from, to *domain.Recommendation
	for i, key := range path.Dependencies {
		row := byKey[key]
		from, to = row.From, row.To
		kinds = append(kinds, w.Word("dependency_kind", string(path.Kinds[i])))
		waiting += waitingOn(row)
		e.Ours = e.Ours && !row.Dependency.Stated
		if e.Style == "" || path.Kinds[i].Holds() {
			e.Style = string(path.Kinds[i])
		}
	}
	e.Label, e.Waiting = strings.Join(kinds, ", "), waiting > 0
	e.Title = w.T("graph.edge", domain.Args{"From": recName(from), "Kinds": kinds, "To": recName(to)})
	if e.Waiting {
		e.Label += " " + w.Number(waiting)
		e.Title += ". " + w.N("graph.edge.waiting", waiting)
	}
	e.Width = labelMargin + letterWidth*len(e.Label)
	return e
}

// The size of a label, in pixels.
const (
	labelMargin = 10
	letterWidth = 6
)
