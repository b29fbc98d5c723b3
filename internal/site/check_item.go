package site

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// checkedClaim is a drawn claim before somebody who sees its duty whole: the body's
// people, its assessor, its oversight.
type checkedClaim struct {
	matter
	check domain.SpotCheck
	item  domain.CheckItem
	said  []page.Decision // verdicts and replies, in their order
}

// checkedClaim is the drawn claim that the address names.
func (r *request) checkedClaim() (checkedClaim, error) {
	var c checkedClaim
	scope := r.site.App.Scope(r.actor(), access.View)
	if scope.None() {
		return c, domain.Missing()
	}
	var err error
	if c.check, c.item, err = r.site.Reader.CheckOf(r.ctx(), scope, domain.ID(r.Param("item"))); err != nil {
		return c, err
	}
	body, err := r.site.Reader.BodyByCode(r.ctx(), r.Param("body"))
	if err != nil {
		return c, err
	}
	if body.ID != c.item.BodyID {
		return c, domain.Missing()
	}
	duties, err := r.site.Reader.DutiesByIDs(r.ctx(), scope, []domain.ID{c.item.DutyID})
	if err != nil {
		return c, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), c.check.Report)
	if err != nil {
		return c, err
	}
	c.matter = matterOf(pack, body, duties[0])
	return c, r.readSaid(&c)
}

// readSaid reads what was said of the claim in this check.
func (r *request) readSaid(c *checkedClaim) error {
	rows, err := r.site.Reader.SealedOf(r.ctx(), r.site.App.Scope(r.actor(), access.View), c.duty.ID,
		domain.SealedCheckVerdict, domain.SealedCheckReply)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(row domain.Sealed) bool { return row.Re != c.item.ID })
	var authors []domain.ID
	for _, row := range rows {
		authors = append(authors, row.By)
	}
	people, err := r.site.Reader.PeopleByIDs(r.ctx(), r.seeing(false), authors)
	if err != nil {
		return err
	}
	hands := domain.Hands(rows)
	for i, row := range rows {
		said, err := r.decision(c.matter, row)
		if err != nil {
			return err
		}
		said.Who = r.who(people[row.By], hands[i])
		c.said = append(c.said, said)
	}
	return nil
}

// judges says that the visitor is the one who looks at the claim.
func (r *request) judges(c checkedClaim) bool {
	return c.item.IssuedAt.IsZero() && c.item.Assessor == r.actor().Person.ID && r.can(access.Assess, c.target())
}

// replies says that the visitor may reply for the body now.
func (r *request) replies(c checkedClaim) bool {
	return c.item.AwaitsReply(r.day()) && r.can(access.ReplyCheck, c.target())
}

func (s *Site) checkItem(r *request) error {
	c, err := r.checkedClaim()
	if err != nil {
		return err
	}
	return r.showItem(c, r.verdictFields(c, form.Show(verdictValues(c.item))), r.replyFields(form.Show(nil)))
}

// verdictValues fill the form with the verdict that stands; its words are on the
// page, and are written anew.
func verdictValues(i domain.CheckItem) url.Values {
	values := url.Values{"belief": {string(i.Belief)}}
	for key, answer := range i.Answers {
		values.Set("answer-"+key, string(answer))
	}
	return values
}

func (r *request) verdictFields(c checkedClaim, f *form.Form) page.VerdictFields {
	w := r.words
	fields := page.VerdictFields{Form: f}
	for _, q := range c.owed() {
		label := form.Ask{Label: q.Key + ". " + q.Title, Hint: q.Proof, Show: form.NotPublic, Required: true}
		fields.Answers = append(fields.Answers, f.Choice("answer-"+q.Key, label, options(w, "check_answer", domain.CheckAnswers())))
	}
	fields.Belief = f.Choice("belief", needed(private(w.T("check_item.belief"), w.T("check_item.belief_hint")), "check.belief_missing"), options(w, "check_belief", domain.CheckBeliefs()))
	fields.Words = f.Lines("words", needed(private(w.T("check_item.words"), w.T("check_item.words_hint")), "check.words_missing"), maxNarrative)
	return fields
}

func (r *request) replyFields(f *form.Form) page.TextFields {
	ask := private(r.words.T("check_item.reply"), r.words.T("check_item.reply_hint"))
	return page.TextFields{Form: f, Text: f.Lines("words", needed(ask, "check.reply_missing"), maxNarrative)}
}

// showItem shows the claim with what the visitor may do about it.
func (r *request) showItem(c checkedClaim, verdict page.VerdictFields, reply page.TextFields) error {
	w := r.words
	p := page.CheckItemPage{
		Where: c.where(), Check: checkName(w, c.check), Said: c.said, Href: checkItemHref(c.body.Code, c.item.ID), Facts: r.itemFacts(c),
		Guard: c.item.Version,
	}
	f := reply.Form
	if r.judges(c) {
		p.Verdict, f = &verdict, verdict.Form
		p.Pack = checkHref(c.check.ID) + "/pack/" + c.body.Code
	}
	if r.replies(c) {
		p.Reply, p.ReplyBy = &reply, c.item.ReplyBy
		f = reply.Form
	}
	if c.item.Reopens(c.duty) && r.can(access.Review, c.target()) {
		p.Review = c.href("/review/" + strconv.Itoa(c.duty.State.Signed))
	}
	return r.form(f, page.CheckItem(r.below(c.matter, f), p))
}

// itemFacts are the claim's facts. Who looks at it is oversight's and the
// assessor's own to know.
func (r *request) itemFacts(c checkedClaim) []ui.Row {
	w := r.words
	check := ui.Row{Key: w.T("checks.check"), Text: checkName(w, c.check)}
	if r.mayAll(access.ViewChecks, c.check.Plan.Nations) {
		check = ui.Row{Key: w.T("checks.check"), Content: page.LinkList([]page.HomeLink{{Text: checkName(w, c.check), Href: checkHref(c.check.ID)}})}
	}
	facts := []ui.Row{
		check, {Key: w.T("checks.state"), Content: itemTag(w, c.item, r.day())},
		{Key: w.T("check_item.claim"), Content: page.LinkList([]page.HomeLink{{
			Text: w.T("check_item.version", domain.Args{"No": c.item.No}), Href: c.href("/versions/" + strconv.Itoa(c.item.No))}})},
		{Key: w.T("check.drawn"), Text: w.Day(domain.DayOf(c.check.DrawnAt))},
	}
	if c.item.Judged() {
		facts = append(facts, ui.Row{Key: w.T("check.found"), Content: ui.WordTag(w, "check_answer", string(c.item.Found))})
		for _, q := range c.owed() {
			if answer := c.item.Answers[q.Key]; answer != "" {
				facts = append(facts, ui.Row{Key: q.Key + ". " + q.Title, Content: ui.WordTag(w, "check_answer", string(answer))})
			}
		}
		facts = append(facts, ui.Row{Key: w.T("check_item.belief"), Text: w.Word("check_belief", string(c.item.Belief))},
			ui.Row{Key: w.T("check_item.reply_by"), Text: w.Day(c.item.ReplyBy)})
	}
	return facts
}

// judgeCheck gives a draft verdict.
func (s *Site) judgeCheck(r *request) error {
	c, err := r.checkedClaim()
	if err != nil {
		return err
	}
	if !r.judges(c) {
		return domain.Refused("not_yours", nil)
	}
	f := form.Read(r.postForm())
	fields := r.verdictFields(c, f)
	if !f.Ok() {
		return r.showItem(c, fields, r.replyFields(form.Show(nil)))
	}
	in := app.JudgeCheck{Item: c.item.ID, Guard: number(f.Value("version")), Verdict: domain.CheckVerdict{
		Answers: map[string]domain.CheckAnswer{}, Belief: domain.CheckBelief(fields.Belief.Value), Words: fields.Words.Value,
	}}
	for i, q := range c.owed() {
		in.Verdict.Answers[q.Key] = domain.CheckAnswer(fields.Answers[i].Value)
	}
	err = s.App.JudgeCheck(r.ctx(), r.actor(), in)
	if domain.KindOf(err) == domain.Conflict {
		return r.verdictLost(err, c, fields)
	}
	if refusedIn(f, err) {
		return r.showItem(c, fields, r.replyFields(form.Show(nil)))
	}
	if err != nil {
		return err
	}
	return r.done(checkItemHref(c.body.Code, c.item.ID), "check_judged")
}

// verdictLost shows what was typed beside what stands now.
func (r *request) verdictLost(err error, c checkedClaim, typed page.VerdictFields) error {
	w := r.words
	l := race{view: r.below(c.matter, nil), now: checkItemHref(c.body.Code, c.item.ID)}
	for i, q := range c.owed() {
		l.differs = append(l.differs, page.Difference{Label: typed.Answers[i].Label, Yours: w.Word("check_answer", typed.Answers[i].Value),
			Now: wordOrNone(w, "check_answer", string(c.item.Answers[q.Key]))})
	}
	words := page.Difference{Label: typed.Words.Label, Yours: typed.Words.Value}
	if n := len(c.said); n > 0 {
		words.Now = c.said[n-1].Text
	}
	l.differs = append(l.differs, words)
	return r.lost(err, l)
}

// replyCheck is the body's reply to a draft verdict.
func (s *Site) replyCheck(r *request) error {
	c, err := r.checkedClaim()
	if err != nil {
		return err
	}
	if !r.can(access.ReplyCheck, c.target()) {
		return domain.Refused("not_yours", nil)
	}
	f := form.Read(r.postForm())
	fields := r.replyFields(f)
	if !f.Ok() && r.replies(c) {
		return r.showItem(c, r.verdictFields(c, form.Show(nil)), fields)
	}
	err = s.App.ReplyCheck(r.ctx(), r.actor(), app.ReplyCheck{Item: c.item.ID, Text: fields.Text.Value})
	if err != nil {
		return err
	}
	return r.done(checkItemHref(c.body.Code, c.item.ID), "check_replied")
}

// bodyChecks are the drawn claims of a body, as far as the visitor sees its duties.
func (s *Site) bodyChecks(r *request) error {
	p, err := r.workplace()
	if err != nil {
		return err
	}
	w := r.words
	items, err := s.Reader.CheckItemsOf(r.ctx(), s.App.Scope(r.actor(), access.View), p.body.ID)
	if err != nil {
		return err
	}
	slices.SortStableFunc(items, func(a, b domain.CheckItem) int { return cmp.Compare(a.Rec, b.Rec) })
	table := ui.Table{ID: "claims", Caption: w.T("body_checks.heading"), HideCaption: true, Empty: w.T("body_checks.none"), Head: []ui.Cell{
		{Text: w.T("checks.claim")}, {Text: w.T("checks.state")}, {Text: w.T("check.found")}, {Text: w.T("check_item.reply_by")},
	}}
	waiting := 0
	for _, i := range items {
		found, by := ui.Cell{Text: w.T("check.not_yet")}, ""
		if i.Judged() {
			found, by = ui.Cell{Content: ui.WordTag(w, "check_answer", string(i.Found))}, w.Day(i.ReplyBy)
		}
		if i.AwaitsReply(r.day()) {
			waiting++
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: r.recommendationOf(p, i.Rec), Href: checkItemHref(p.body.Code, i.ID), Header: true},
			{Content: itemTag(w, i, r.day())}, found, {Text: by},
		})
	}
	shown := page.BodyChecksPage{Body: p.body.Name, Table: table}
	if waiting > 0 {
		shown.Waiting = w.N("body_checks.waiting", waiting)
	}
	return r.page(page.BodyChecks(r.at(p, nil), shown))
}

// recommendationOf names a recommendation at a workplace.
func (r *request) recommendationOf(p workplace, no int) string {
	return p.recOf(domain.Duty{Rec: no})
}
