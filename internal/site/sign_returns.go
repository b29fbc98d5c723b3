package site

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/store"
	"heed/web/page"
	"heed/web/ui"
)

// attestation is the version of the words that a signature attests; the words
// themselves are kept with the signature (R10).
const attestation = "sign.attest.1"

// signRoutes are the approver's one page per body, and the body's one
// confirmation that nothing has changed.
func (s *Site) signRoutes() []route {
	return []route{
		get("/bodies/:body/sign", signedIn, s.signPage),
		post("/bodies/:body/sign", signedIn, s.sign),
		post("/bodies/:body/give-back", signedIn, s.giveBack),
		get("/bodies/:body/no-change", signedIn, s.noChangePage),
		post("/bodies/:body/no-change", signedIn, s.confirmNoChange),
	}
}

// pending is a version that waits for a signature.
type pending struct {
	matter
	version domain.Version
	before  domain.Content // what the last signed version said
	refused error          // why the visitor can't sign it; nil where they can
}

// bodyReturns are the duties of a body in a scope, those that it may report on,
// whose returns are in one of some states, each with its return.
func (r *request) bodyReturns(scope domain.Scope, code string, states ...domain.ReturnState) (domain.Body, []dutyReturn, error) {
	body, err := r.site.Reader.BodyByCode(r.ctx(), code)
	if err != nil {
		return body, nil, err
	}
	duties, err := r.site.Reader.DutiesOf(r.ctx(), scope, body.ID)
	if err != nil {
		return body, nil, err
	}
	if len(duties) == 0 {
		return body, nil, domain.Missing()
	}
	heads, err := r.site.Reader.ReturnHeads(r.ctx(), scope, states...)
	if err != nil {
		return body, nil, err
	}
	var found []dutyReturn
	for _, d := range duties {
		for _, h := range heads {
			if h.DutyID == d.ID && d.State.MayReport() == nil {
				found = append(found, dutyReturn{d, h})
			}
		}
	}
	return body, found, nil
}

// dutyReturn is a duty with one of its returns.
type dutyReturn struct {
	duty domain.Duty
	head store.ReturnHead
}

// pendingOf are the versions of a body that the visitor may sign or give back.
func (r *request) pendingOf(code string) (domain.Body, []pending, error) {
	scope := r.site.App.Scope(r.actor(), access.Sign)
	body, waiting, err := r.bodyReturns(scope, code, domain.ReturnSubmitted)
	if err != nil {
		return body, nil, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return body, nil, err
	}
	var all []pending
	for _, w := range waiting {
		p, err := r.pending(scope, matterOf(pack, body, w.duty), w.head.Sealed)
		if err != nil {
			return body, nil, err
		}
		all = append(all, p)
	}
	return body, all, nil
}

func (r *request) pending(scope domain.Scope, m matter, no int) (pending, error) {
	p := pending{matter: m}
	var err error
	if p.version, _, err = r.site.Reader.VersionOf(r.ctx(), scope, m.duty.ID, no); err != nil {
		return p, err
	}
	if last := m.duty.State.Signed; last > 0 {
		before, _, err := r.site.Reader.VersionOf(r.ctx(), scope, m.duty.ID, last)
		if err != nil {
			return p, err
		}
		p.before = before.Content
	}
	p.refused = domain.MaySign(m.duty.State, p.version, r.actor().Person.ID)
	return p, nil
}

func (s *Site) signPage(r *request) error {
	return s.showSigning(r, form.Show(nil), nil)
}

// showSigning shows everything that waits, with what was wrong with the form.
func (s *Site) showSigning(r *request, f *form.Form, problems domain.Problems) error {
	body, waiting, err := r.pendingOf(r.Param("body"))
	if err != nil {
		return err
	}
	p := page.SignPage{Body: body.Name, BodyHref: bodyHref(body.Code), Attest: r.words.T(attestation, domain.Args{"Body": body.Name})}
	for _, w := range waiting {
		line, err := r.signing(w)
		if err != nil {
			return err
		}
		p.Returns = append(p.Returns, line)
	}
	if p.Actions, err = r.pendingActions(); err != nil {
		return err
	}
	p.Fields = signFields(r, f, p.Returns)
	for i, line := range p.Returns {
		p.Returns[i].GiveBack = reasonField(r, f, line.Value)
	}
	f.Apply(problems)
	v := r.view().WithForm(f)
	v.Crumbs = bodyCrumbs(r, body)
	status := http.StatusOK
	if !f.Ok() {
		status = http.StatusUnprocessableEntity
	}
	return r.show(status, page.SignReturns(v, p))
}

// signing is one version on the page: what changed, what is newly claimed, and
// the weakest claim in it.
func (r *request) signing(p pending) (page.Signing, error) {
	line := page.Signing{
		Value: signValue(p.duty.Rec, p.version.No), Rec: p.where().Rec, Href: p.href("/versions/" + strconv.Itoa(p.version.No)),
		Status: r.words.Word("status", string(p.version.Content.Status)), NoChange: p.version.Content.NoChange,
		First:    p.duty.State.Signed == 0,
		NewClaim: p.version.Content.Claims(p.duty.Requirements) && !p.duty.Claimed(),
	}
	lines, err := r.compare(p.matter, p.before, p.version.Content)
	for _, c := range lines {
		if c.Changed {
			line.Changes = append(line.Changes, c)
		}
	}
	line.Weakest = r.weakest(p)
	if p.refused != nil {
		line.Refused = r.words.Problem(domain.AsProblems(p.refused)[0])
	}
	return line, err
}

// weakest names the requirement claimed as met on the weakest ground: with no
// evidence at all, or on bare statements.
func (r *request) weakest(p pending) string {
	for _, q := range p.owed() {
		if p.version.Content.Answers[q.Key].Met == domain.MetYes && !p.version.Content.Backed(q.Key) {
			return r.words.T("sign.weak_none", domain.Args{"Requirement": q.Key + ". " + q.Title})
		}
	}
	evidence, err := r.evidenceOf(p.version.Content)
	if err != nil {
		return ""
	}
	weak := domain.Strength(p.rec, p.version.Content, byID(evidence))
	if len(weak) == 0 {
		return ""
	}
	q, _ := p.pack.Requirement(weak[0])
	return r.words.T("sign.weak_statement", domain.Args{"Requirement": q.Key + ". " + q.Title})
}

// signValue names a version on the form.
func signValue(rec, no int) string { return strconv.Itoa(rec) + ":" + strconv.Itoa(no) }

func readSignValue(value string) (rec, no int, ok bool) {
	first, second, found := strings.Cut(value, ":")
	rec, errRec := strconv.Atoi(first)
	no, errNo := strconv.Atoi(second)
	return rec, no, found && errRec == nil && errNo == nil
}

func signFields(r *request, f *form.Form, returns []page.Signing) page.SignFields {
	var choices []form.Option
	for _, s := range returns {
		if s.Refused == "" {
			choices = append(choices, form.Option{Value: s.Value, Label: s.Rec, Hint: s.Status})
		}
	}
	w := r.words
	return page.SignFields{
		Form:    f,
		Returns: f.Choices("returns", form.Ask{Label: w.T("sign.returns"), Required: true}, choices),
		Meeting: f.Text("meeting", form.Ask{Label: w.T("sign.meeting"), Hint: w.T("sign.meeting_hint"), Show: form.NotPublic}, 120),
		Attest:  f.Bool("attest", form.Ask{Label: w.T("sign.agree"), Required: true}),
	}
}

// sign signs every version that was ticked: all of them or none.
func (s *Site) sign(r *request) error {
	body, waiting, err := r.pendingOf(r.Param("body"))
	if err != nil {
		return err
	}
	var lines []page.Signing
	for _, w := range waiting {
		line, err := r.signing(w)
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	f := form.Read(r.postForm())
	fields := signFields(r, f, append(lines, settled(r.postForm()["returns"], lines)...))
	if !f.Ok() {
		return s.showSigning(r, form.Read(r.postForm()), nil)
	}
	signature := domain.Signature{
		Words: r.words.T(attestation, domain.Args{"Body": body.Name}), Wording: attestation, Meeting: fields.Meeting.Value,
	}
	var in []app.SignReturn
	for _, value := range fields.Returns.Values {
		rec, no, _ := readSignValue(value)
		key := domain.DutyKey{Body: body.Code, Report: s.Report, Rec: rec}
		in = append(in, app.SignReturn{Key: key, No: no, Signature: signature})
	}
	if err := s.App.SignReturns(r.ctx(), r.actor(), in); err != nil {
		return s.notSigned(r, lines, err)
	}
	return r.done(bodyHref(body.Code), "returns_signed")
}

// notSigned shows the form again as it was sent, and names each return that could
// not be signed with the words of the refusal. None was.
func (s *Site) notSigned(r *request, waiting []page.Signing, err error) error {
	refused := refusals(err)
	var lines []string
	for _, one := range refused {
		if domain.KindOf(one.Reason) == domain.NotFound {
			return s.notToSign(r, one.Reason)
		}
		lines = append(lines, r.words.T("sign.refused", domain.Args{
			"Rec": r.recNamed(one.Key), "Why": r.words.Problem(whyUnsigned(one.Reason)),
		}))
	}
	if len(refused) == 0 {
		return err
	}
	said := domain.Args{"Returns": strings.Join(lines, ". ")}
	if slices.ContainsFunc(waiting, func(line page.Signing) bool { return line.Refused == "" && !gone(refused, line.Value) }) {
		return s.showSigning(r, form.Show(r.postForm()), domain.Problems{domain.Bad("returns", "sign.others_unsigned", said)})
	}
	return s.showSigning(r, form.Show(r.postForm()), domain.Problems{domain.Bad("", "sign.none_signed", said)}) // nothing is left to tick
}

// whyUnsigned is why a version could not be signed. One that somebody gave back, or
// sent anew, waits no longer, whoever did it.
func whyUnsigned(err error) *domain.Problem {
	if domain.KindOf(err) == domain.Conflict {
		return domain.AsProblems(domain.Bad("", "sign.waits_no_longer", nil))[0]
	}
	return domain.AsProblems(err)[0]
}

// refusals are the versions that could not be signed.
func refusals(err error) []*app.NotSigned {
	var many interface{ Unwrap() []error }
	if !errors.As(err, &many) {
		return nil
	}
	var refused []*app.NotSigned
	for _, one := range many.Unwrap() {
		var not *app.NotSigned
		if errors.As(one, &not) {
			refused = append(refused, not)
		}
	}
	return refused
}

// gone says that a version on the form is among those refused.
func gone(refused []*app.NotSigned, value string) bool {
	return slices.ContainsFunc(refused, func(n *app.NotSigned) bool { return signValue(n.Key.Rec, n.No) == value })
}

// recNamed is the recommendation of a duty in short, or its number alone.
func (r *request) recNamed(key domain.DutyKey) string {
	pack, err := r.site.Reader.Pack(r.ctx(), key.Report)
	if err == nil {
		if rec, known := pack.Recommendation(key.Rec); known {
			return recName(&rec)
		}
	}
	return strconv.Itoa(key.Rec)
}

// notToSign says on the page what could not be signed or given back. A version
// that is not there, or not theirs, keeps nobody from the others.
func (s *Site) notToSign(r *request, err error) error {
	if domain.KindOf(err) != domain.NotFound {
		return err
	}
	return s.showSigning(r, form.Show(r.postForm()), domain.Problems{domain.Bad("", "sign.no_such_version", nil)})
}

// settled are the versions on a form that no longer wait. The record judges them: one that this form signed already is
// answered as it was then, and one that was given back or replaced meanwhile is a clash.
func settled(values []string, waiting []page.Signing) []page.Signing {
	var gone []page.Signing
	for _, value := range values {
		waits := slices.ContainsFunc(waiting, func(s page.Signing) bool { return s.Value == value })
		if _, _, ok := readSignValue(value); ok && !waits {
			gone = append(gone, page.Signing{Value: value})
		}
	}
	return gone
}

// giveBack opens one draft again, with the reason.
func (s *Site) giveBack(r *request) error {
	f := form.Read(r.postForm())
	rec, no, ok := readSignValue(f.Value("return"))
	if !ok {
		return domain.Missing()
	}
	key := domain.DutyKey{Body: r.Param("body"), Report: s.Report, Rec: rec}
	name := f.Value("return")
	err := s.App.GiveBack(r.ctx(), r.actor(), app.GiveBack{Key: key, No: no, Reason: reasonField(r, f, name).Value})
	if domain.KindOf(err) == domain.Invalid {
		problems := domain.AsProblems(err)
		for _, p := range problems {
			p.Field = "reason-" + name
		}
		return s.showSigning(r, form.Show(r.postForm()), problems)
	}
	if domain.KindOf(err) == domain.Conflict {
		return s.notGivenBack(r, key, err)
	}
	if err != nil {
		return s.notToSign(r, err)
	}
	return r.done(bodyHref(key.Body)+"/sign", "given_back")
}

// notGivenBack says that a return changed before it could be given back. The reason
// stands beside the version that waits now, or, where none waits, to be copied.
func (s *Site) notGivenBack(r *request, key domain.DutyKey, err error) error {
	problem := domain.AsProblems(err)[0]
	now, known := problem.Now.(domain.Return)
	if !known {
		return errors.Join(errors.New("site: a clash of returns without what stands now"), err)
	}
	typed := r.postForm()
	reason := typed.Get("reason-" + typed.Get("return"))
	if now.State == domain.ReturnSubmitted {
		waits := signValue(key.Rec, now.Sealed)
		typed.Set("reason-"+waits, reason)
		return s.showSigning(r, form.Show(typed), domain.Problems{domain.Bad("reason-"+waits, problem.Key, problem.Args)})
	}
	body, err2 := s.Reader.BodyByCode(r.ctx(), key.Body)
	if err2 != nil {
		return err2
	}
	v := r.view()
	v.Crumbs = bodyCrumbs(r, body)
	return r.lost(err, race{view: v, now: bodyHref(body.Code) + "/sign", differs: []page.Difference{
		{Label: r.words.T("sign.reason"), Yours: reason, Now: r.words.Word("return", string(now.State))},
	}})
}

// reasonField asks why one version is given back.
func reasonField(r *request, f *form.Form, value string) *form.Text {
	return f.Lines("reason-"+value, form.Ask{Label: r.words.T("sign.reason"), Show: form.NotPublic}, maxReason)
}

func bodyCrumbs(r *request, body domain.Body) []ui.Crumb {
	return []ui.Crumb{{Text: r.words.T("nav.bodies"), Href: "/bodies"}, {Text: body.Name, Href: bodyHref(body.Code)}}
}
