package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// deskRoutes are oversight's one queue, and what is done with a return on it.
func (s *Site) deskRoutes() []route {
	const duty = "/bodies/:body/:report/:rec"
	return []route{
		get("/desk", signedIn, s.showDesk),
		get("/desk/receive", signedIn, s.receivePage),
		post("/desk/receive", signedIn, s.receive),
		post(duty+"/take/:return", signedIn, s.take),
		get(duty+"/hand-on/:return", signedIn, s.handOnPage),
		post(duty+"/hand-on/:return", signedIn, s.handOn),
		get(duty+"/review/:no", signedIn, s.reviewPage),
		post(duty+"/review/:no", signedIn, s.review),
	}
}

// showDesk is everything that waits for oversight, in the order of what
// matters, filtered by the address.
func (s *Site) showDesk(r *request) error {
	q, err := r.queue()
	if err != nil {
		return err
	}
	fields := deskFields(r, q)
	names, err := r.deskNames(q)
	if err != nil {
		return err
	}
	p := page.DeskPage{Filter: fields, Back: r.Request.URL.RawQuery, Assurer: q.scope.None()}
	offered, own := q.split(func(i *item) bool { return deskFits(r, i, fields) })
	for _, i := range own {
		p.Own = append(p.Own, r.deskRow(i, names))
	}
	p.Receive = slices.ContainsFunc(offered, (*item).quiet)
	p.Summary = r.deskSummary(offered, q.picture.Day)
	shown, pages := paged(r, offered)
	for _, i := range shown {
		p.Rows = append(p.Rows, r.deskRow(i, names))
	}
	p.Pages = pages
	v := r.view()
	v.Wide = true
	return r.page(page.Desk(v, p))
}

func deskFields(r *request, q *queue) page.DeskFields {
	w, f := r.words, r.filter()
	return page.DeskFields{
		Form:   f,
		Nation: f.Choice("nation", form.Ask{Label: w.T("desk.nation")}, anyOr(w.T("desk.every_nation"), options(w, "nation", domain.Nations()))),
		Rec:    f.Choice("rec", form.Ask{Label: w.T("desk.recommendation")}, anyOr(w.T("desk.every_recommendation"), recommendationOptions(q.picture.Pack))),
		Holder: f.Choice("holder", form.Ask{Label: w.T("desk.whose")}, []form.Option{
			{Label: w.T("desk.whose_any")}, {Value: heldByMe, Label: w.T("desk.whose_mine")}, {Value: heldByNobody, Label: w.T("desk.whose_free")},
		}),
	}
}

// Whose work the desk shows.
const (
	heldByMe     = "mine"
	heldByNobody = "free"
)

func deskFits(r *request, i *item, f page.DeskFields) bool {
	return (f.Nation.Value == "" || f.Nation.Value == string(i.row.Body.Nation)) &&
		(f.Rec.Value == "" || f.Rec.Value == i.row.Rec.Key()) &&
		(f.Holder.Value != heldByMe || i.head.Holder == r.actor().Person.ID) &&
		(f.Holder.Value != heldByNobody || i.head.Holder == "")
}

// deskSummary says in sentences what waits.
func (r *request) deskSummary(offered []*item, on domain.Day) []string {
	if len(offered) == 0 {
		return []string{r.words.T("desk.nothing"), r.words.T("desk.nothing.why")}
	}
	claims, since := 0, on
	for _, i := range offered {
		if i.rank.Claims {
			claims++
		}
		if !i.rank.Since.IsZero() {
			since = min(since, i.rank.Since)
		}
	}
	lines := []string{r.words.N("desk.waiting", len(offered))}
	if claims > 0 {
		lines = append(lines, r.words.N("desk.claims", claims))
	}
	if longest := since.DaysUntil(on); longest > 0 {
		lines = append(lines, r.words.N("desk.longest", longest))
	}
	return lines
}

// deskNames are the names of who holds what, and of who was given a duty's
// reviews, as far as the visitor may know them.
type deskNames struct {
	people   map[domain.ID]domain.Person
	assigned map[domain.ID][]domain.ID // by duty
}

func (r *request) deskNames(q *queue) (deskNames, error) {
	names := deskNames{assigned: map[domain.ID][]domain.ID{}}
	assigned, err := r.site.Reader.AssignmentsIn(r.ctx(), q.scope)
	if err != nil {
		return names, err
	}
	var ids []domain.ID
	for _, a := range assigned {
		if a.Ended {
			continue
		}
		names.assigned[a.DutyID] = append(names.assigned[a.DutyID], a.PersonID)
		ids = append(ids, a.PersonID)
	}
	for _, i := range q.items {
		if i.head.Holder != "" {
			ids = append(ids, i.head.Holder)
		}
	}
	slices.Sort(ids)
	names.people, err = r.site.Reader.PeopleByIDs(r.ctx(), r.seeing(false), slices.Compact(ids))
	return names, err
}

// of is a person's name, or that it is somebody else's.
func (n deskNames) of(r *request, id domain.ID) string {
	if id == r.actor().Person.ID {
		return r.words.T("desk.you")
	}
	return cmp.Or(n.people[id].Name, r.words.T("desk.somebody"))
}

// deskRow is one thing that waits, in words.
func (r *request) deskRow(i *item, names deskNames) page.DeskRow {
	w, href := r.words, dutyHref(i.row.Key)
	row := page.DeskRow{
		Rec: fmt.Sprintf("%d. %s", i.row.Rec.No, i.row.Rec.Short), Core: i.row.Rec.Core, DutyHref: href,
		Body: i.row.Body.Name, Nation: w.Word("nation", string(i.row.Body.Nation)), Days: i.rank.Since.DaysUntil(r.day()),
		Behind: i.rank.Behind, NewClaim: i.rank.Claims, Overtaken: i.rank.Overtaken,
	}
	for _, f := range i.findings {
		row.Findings = append(row.Findings, w.Word("finding", string(f.Kind)))
	}
	switch i.kind {
	case waitReturn:
		row.Text = w.T("desk.review", domain.Args{"No": i.head.Signed})
		row.Href = href + "/review/" + strconv.Itoa(i.head.Signed)
		if !i.rank.Overtaken {
			row.Status = w.Word("status", string(i.row.Duty.State.Status))
		}
		r.held(&row, i, names)
	case waitDispute:
		row.Text, row.Href = w.T("desk.dispute"), href+"/dispute/"+string(i.id)+"/decide"
	case waitRuling:
		row.Text, row.Href = w.T("desk.ruling"), href+"/rulings/"+string(i.id)
	case waitCheck:
		row.Text, row.Href = w.T("desk.check"), checkItemHref(i.row.Body.Code, i.id)
	case waitNA:
		row.Text, row.Href = w.T("desk.not_applicable"), href+"/not-applicable"
	}
	if i.own {
		row.Reviewer = r.independent(i, names)
	}
	return row
}

// held says who holds a return, and what the visitor may do about that.
func (r *request) held(row *page.DeskRow, i *item, names deskNames) {
	below := dutyHref(i.row.Key)
	if i.head.Holder != "" {
		row.Holder = names.of(r, i.head.Holder)
	}
	if i.own || !r.can(access.Take, access.DutyOf(*i.row.Duty, *i.row.Body)) {
		return
	}
	if i.head.Holder == "" {
		row.Take = below + "/take/" + string(i.head.ID)
	}
	row.HandOn = below + "/hand-on/" + string(i.head.ID)
}

// independent says who reviews what is the visitor's own (R5).
func (r *request) independent(i *item, names deskNames) string {
	var reviewers []string
	for _, id := range names.assigned[i.row.Duty.ID] {
		reviewers = append(reviewers, cmp.Or(names.people[id].Name, r.words.T("desk.independent")))
	}
	if len(reviewers) == 0 {
		return r.words.T("desk.no_reviewer")
	}
	return r.words.T("desk.assigned_to", domain.Args{"People": reviewers})
}

// backToDesk is the desk with the filters that the visitor had.
func backToDesk(query string) string { return backTo("/desk", query) }

// backTo is a page with the filters that the visitor had.
func backTo(path, query string) string {
	values, err := url.ParseQuery(query)
	if err != nil || len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}
