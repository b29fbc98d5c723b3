package site

import (
	"net/url"
	"slices"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/graph"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
	"heed/web/words"
)

// packageRoutes are the pages that ask whether the package holds together, who
// holds up whom, and what would be released.
func (s *Site) packageRoutes() []route {
	return []route{
		get("/package", signedIn, s.pack).withPast().withTable(),
		get("/package/bodies", signedIn, s.packageBodies).withPast().withTable(),
		get("/package/edges", signedIn, s.packageEdges).withPast().withTable(),
		get("/hold-ups", signedIn, s.holdUps).withPast().withTable(),
		get("/suppose", signedIn, s.suppose).withPast().withTable(),
	}
}

// pack is whether the package holds together, by nation and by aim.
func (s *Site) pack(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	whole := picture.Package(r.cut())
	if f, file := r.tableAs(); file {
		return r.sendTable(f, packageRows("package", slices.Concat(whole.Nations, whole.Aims)), picture.Day)
	}
	w := r.words
	p := page.PackagePage{
		Day: whole.Day, Sentences: packageSentences(w, whole.Total), Weakest: r.weakLink(picture, whole.Total.Weakest),
		Nations: packageTable(w, "nations", w.T("package.nations")), Aims: packageTable(w, "aims", w.T("package.aims")),
		Heading: packageHeading(w, whole.Total.Weakest),
	}
	for _, row := range whole.Nations {
		p.Nations.Rows = append(p.Nations.Rows, packageRow(w, row, page.HomeLink{Text: w.Word("nation", string(row.Nation)), Href: bodiesOf(row.Nation)}, "nation="+string(row.Nation)))
	}
	if len(whole.Nations) > 1 {
		p.Nations.Rows = append(p.Nations.Rows, packageRow(w, whole.Total, page.HomeLink{Text: w.T("column.all"), Href: bodiesOf("")}, ""))
	}
	for _, row := range whole.Aims {
		p.Aims.Rows = append(p.Aims.Rows, packageRow(w, row, page.HomeLink{Text: row.Aim.Name}, "aim="+url.QueryEscape(row.Aim.Key)))
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"})
	v.Wide = true
	return r.page(page.Package(v, p))
}

// holdFailing in an address asks for the places where something is missing,
// however.
const holdFailing = "failing"

// packageSentences are the whole in sentences: places, not percentages, each with
// where they are. Of what there is none, none is said.
func packageSentences(w *words.Words, row view.PackageRow) []page.HomeLink {
	if row.Edges == 0 {
		return []page.HomeLink{{Text: w.T("package.nothing")}}
	}
	sentences := []page.HomeLink{{Text: w.N("package.sentence", row.Edges), Href: edgesHref("", "")}}
	for _, part := range []struct {
		key  string
		n    int
		hold string
	}{
		{"confirmed", row.Of(graph.HoldConfirmed), string(graph.HoldConfirmed)}, {"on_claim", row.Of(graph.HoldOnClaim), string(graph.HoldOnClaim)},
		{"ahead", row.Of(graph.HoldAhead), string(graph.HoldAhead)}, {"failing", row.Failing(), holdFailing},
		{"free", row.Of(graph.HoldFree), string(graph.HoldFree)},
	} {
		if part.n > 0 {
			sentences = append(sentences, page.HomeLink{Text: w.N("package.sentence."+part.key, part.n), Href: edgesHref("", part.hold)})
		}
	}
	return sentences
}

// edgesHref is the address of the edges of a part of the package, by a query of
// one name and value, that hold so; "" is all of it, or however.
func edgesHref(part, hold string) string {
	q, _ := url.ParseQuery(part) // our own
	q.Set("hold", hold)
	return address("/package/edges", q)
}

func bodiesOf(nation domain.Nation) string {
	return address("/package/bodies", url.Values{"nation": {string(nation)}})
}

// packageTable is an empty table of the package's words.
func packageTable(w *words.Words, id, caption string) ui.Table {
	t := ui.Table{ID: id, Caption: caption, HideCaption: true, Head: []ui.Cell{{Text: w.T("package.where")}, {Text: w.T("package.edges"), Numeric: true}}}
	for _, h := range graph.HoldWords() {
		t.Head = append(t.Head, ui.Cell{Text: w.Word("hold", string(h)), Numeric: true})
	}
	return t
}

// packageRow is one part of the package, its weakest link below its name; each
// figure leads to its edges.
func packageRow(w *words.Words, row view.PackageRow, name page.HomeLink, query string) []ui.Cell {
	name.Note = weakestText(w, row.Weakest)
	cells := []ui.Cell{{Header: true, Content: page.Part(name)}, edgesCell(w, row.Edges, query, "")}
	for _, h := range graph.HoldWords() {
		cells = append(cells, edgesCell(w, row.Of(h), query, h))
	}
	return cells
}

func edgesCell(w *words.Words, n int, query string, h graph.Hold) ui.Cell {
	c := ui.Cell{Text: w.Number(n), Numeric: true}
	if n > 0 {
		c.Href = edgesHref(query, string(h))
	}
	return c
}

// weakestText is a weak link in a line: which dependency, and at how many duties.
func weakestText(w *words.Words, l *view.WeakLink) string {
	if l == nil {
		return w.T("package.weakest.none")
	}
	return w.N("package.weakest.line", l.Failing, domain.Args{
		"From": recName(l.From), "Kind": w.Word("dependency_kind", string(l.Dependency.Kind)), "To": recName(l.To), "Of": l.Of,
	})
}

// packageHeading is what the weakest link is called above its facts.
func packageHeading(w *words.Words, l *view.WeakLink) string {
	if l == nil {
		return w.T("package.weakest.none")
	}
	return w.T("package.weakest.heading", domain.Args{
		"From": recName(l.From), "Kind": w.Word("dependency_kind", string(l.Dependency.Kind)), "To": recName(l.To),
	})
}

// weakLink is a weak link with who is missing there; nil where nothing is.
func (r *request) weakLink(picture *view.Picture, l *view.WeakLink) *page.WeakLink {
	if l == nil {
		return nil
	}
	w, key := r.words, l.Dependency.Key
	p := &page.WeakLink{
		Text: w.N("package.weakest.text", l.Failing, domain.Args{"Of": l.Of}), Rows: edgesHref("dependency="+url.QueryEscape(key), holdFailing),
		Waiting: waitingBehind(l.Behind, key), Suppose: supposeHref(l.Dependency.From, "", ""),
	}
	if l.Share != nil {
		line := edgeLine(l.Dependency, l.From)
		line.Share = l.Share
		p.Upstream = append(p.Upstream, line)
	}
	for i, up := range picture.Lacking(r.cut(), key) {
		line := glanceLine(edgeLine(l.Dependency, l.From), up)
		if i < len(l.Upstream) {
			p.Upstream = append(p.Upstream, line)
		} else {
			p.More = append(p.More, line)
		}
	}
	return p
}

// packageBodies is the package body by body, those with most missing first.
func (s *Site) packageBodies(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	f := r.filter()
	var nations []domain.Nation
	for _, row := range picture.Package(r.cut()).Nations {
		nations = append(nations, row.Nation)
	}
	choice := f.Choice("nation", form.Ask{Label: w.T("heatmap.nation")}, anyOr(w.T("heatmap.any"), options(w, "nation", nations)))
	rows := picture.BodyPackage(r.cut(), domain.Nation(choice.Value))
	if f, file := r.tableAs(); file {
		return r.sendTable(f, packageRows("package_bodies", rows), picture.Day)
	}
	p := page.PackageBodiesPage{Day: picture.Day, Nation: choice, Count: len(rows), Table: packageTable(w, "bodies", w.T("package.bodies"))}
	p.Table.Empty = w.T("package.nothing")
	shown, pages := paged(r, rows)
	p.Pages = pages
	for _, row := range shown {
		head := page.HomeLink{Text: row.Body.Name, Href: bodyHref(row.Body.Code)}
		p.Table.Rows = append(p.Table.Rows, packageRow(w, row, head, "body="+url.QueryEscape(row.Body.Code)))
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"}, ui.Crumb{Text: w.T("package.title"), Href: "/package"})
	v.Wide = true
	return r.page(page.PackageBodies(v, p))
}

// packageEdges are the edges behind a figure of the package.
func (s *Site) packageEdges(r *request) error {
	picture, err := r.picture()
	if err != nil {
		return err
	}
	w := r.words
	f := r.filter()
	fields := r.edgeFields(picture, f)
	filter := view.PackageFilter{
		Nation: domain.Nation(fields.Nation.Value), Aim: fields.Aim.Value, Dependency: fields.Dependency.Value,
		Hold: graph.Hold(fields.Hold.Value), Body: r.Query("body"),
	}
	if filter.Hold == holdFailing {
		filter.Hold, filter.Failing = "", true
	}
	body, known := picture.BodyByCode(filter.Body)
	if filter.Body != "" && !known {
		return domain.Missing()
	}
	rows := picture.PackageEdges(r.cut(), filter)
	if f, file := r.tableAs(); file {
		return r.sendTable(f, edgesTable(rows), picture.Day)
	}
	p := page.PackageEdgesPage{Day: picture.Day, Fields: fields, Count: len(rows), Body: filter.Body}
	if known {
		p.BodyName = body.Name
	}
	shown, pages := paged(r, rows)
	p.Pages = pages
	for _, row := range shown {
		p.Rows = append(p.Rows, page.EdgeLine{
			Body: bodyName(row.Duty.Body), BodyHref: bodyHref(row.Duty.Body.Code), Rec: recName(row.Duty.Rec), Href: glanceHref(row.Duty),
			From: recName(row.From), FromHref: recHref(row.From.No), Kind: w.Word("dependency_kind", string(row.Dependency.Kind)),
			Hold: w.Word("hold", string(row.Hold)), Lacking: tieLines(row.Lacking),
		})
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("nav.integrated"), Href: "/integrated"}, ui.Crumb{Text: w.T("package.title"), Href: "/package"})
	v.Wide = true
	return r.page(page.PackageEdges(v, p))
}

func (r *request) edgeFields(p *view.Picture, f *form.Form) page.PackageFields {
	w := r.words
	var aims, dependencies []form.Option
	for _, aim := range p.Pack.Aims {
		aims = append(aims, form.Option{Value: aim.Key, Label: aim.Name})
	}
	for _, row := range p.Dependencies(r.cut()) {
		label := w.T("package.dependency", domain.Args{"From": recName(row.From), "Kind": w.Word("dependency_kind", string(row.Dependency.Kind)), "To": recName(row.To)})
		dependencies = append(dependencies, form.Option{Value: row.Dependency.Key, Label: label})
	}
	ask := func(name, label string, list []form.Option) *form.Choice {
		return f.Choice(name, form.Ask{Label: w.T(label)}, anyOr(w.T("heatmap.any"), list))
	}
	return page.PackageFields{
		Form: f, Nation: ask("nation", "heatmap.nation", options(w, "nation", domain.Nations())), Aim: ask("aim", "package.aim", aims),
		Dependency: ask("dependency", "package.dependency.label", dependencies), Hold: ask("hold", "package.hold", append([]form.Option{{Value: holdFailing, Label: w.T("package.hold.failing")}}, options(w, "hold", graph.HoldWords())...)),
	}
}
