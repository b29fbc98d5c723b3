package site

import (
	"errors"
	"net/http"
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

// oversightRoutes are what each nation's oversight takes on, lets out, and
// arranges.
func (s *Site) oversightRoutes() []route {
	return []route{
		get("/take-up", anyone, s.takeUp),
		get("/take-up/:nation", signedIn, s.askForTakeUp),
		post("/take-up/:nation", signedIn, s.recordTakeUp),
		get("/release", signedIn, s.release),
		post("/release/:nation", signedIn, s.releaseFigures),
		get("/arrangements", signedIn, s.arrangements),
		post("/arrangements/agreements", signedIn, s.proposeAgreement),
		post("/arrangements/agreements/:agreement/confirm", signedIn, s.confirmAgreement),
		post("/arrangements/agreements/:agreement/end", signedIn, s.endAgreement),
		get("/arrangements/:body/:rec", signedIn, s.askToAssign),
		post("/arrangements/:body/:rec", signedIn, s.assignReview),
		post("/arrangements/:body/:rec/:person/end", signedIn, s.endAssignment),
	}
}

// overseen are the nations that have an oversight of their own (R4).
func overseen() []domain.Nation {
	return slices.DeleteFunc(domain.Nations(), func(n domain.Nation) bool { return domain.OverseenBy(n) != n })
}

// overseeing are those of them in which the visitor may use a verb.
func (r *request) overseeing(verb access.Verb) []domain.Nation {
	return slices.DeleteFunc(overseen(), func(n domain.Nation) bool { return !r.can(verb, access.At(n.Path())) })
}

// nationAsked is the nation that the address names, if the visitor may use a
// verb there.
func (r *request) nationAsked(verb access.Verb) (domain.Nation, error) {
	nation := domain.Nation(r.Param("nation"))
	if !slices.Contains(r.overseeing(verb), nation) {
		return "", domain.Missing()
	}
	return nation, nil
}

// takeUp is each nation's answer to the report, for anybody.
func (s *Site) takeUp(r *request) error {
	pack, err := s.Reader.Pack(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	all, err := s.Reader.TakeUps(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	p := page.TakeUpPage{Report: pack.Report.Title}
	for _, nation := range overseen() {
		answer := page.NationTakeUp{Key: string(nation), Nation: r.words.Word("nation", string(nation)), From: r.words.T("take_up.not")}
		if i := slices.IndexFunc(all, func(t domain.TakeUp) bool { return t.Nation == nation }); i >= 0 {
			r.fillTakeUp(&answer, all[i], pack)
		}
		if r.can(access.TakeUp, access.At(nation.Path())) {
			answer.Edit = "/take-up/" + string(nation)
		}
		p.Nations = append(p.Nations, answer)
	}
	return r.page(page.TakeUp(r.view(), p))
}

func (r *request) fillTakeUp(answer *page.NationTakeUp, t domain.TakeUp, pack *domain.Pack) {
	w := r.words
	key := "take_up.from"
	if t.From > r.day() {
		key = "take_up.will"
	}
	answer.From, answer.Words = w.T(key, domain.Args{"Day": t.From}), t.Words
	answer.Recs = w.T("take_up.all")
	if len(t.Recs) > 0 {
		answer.Recs = w.T("take_up.some", domain.Args{"Recs": numbers(t.Recs)})
	}
	if t.Nation == domain.England {
		answer.Recs += " " + w.T("take_up.wide")
	}
	for _, rec := range pack.Recommendations {
		if day, set := t.ExpectedBy[rec.No]; set {
			answer.Expected = append(answer.Expected, ui.Row{
				Key: w.T("take_up.recommendation", domain.Args{"No": rec.No, "Short": rec.Short}), Text: w.Day(day),
			})
		}
	}
}

func (s *Site) askForTakeUp(r *request) error {
	nation, err := r.nationAsked(access.TakeUp)
	if err != nil {
		return err
	}
	now, err := r.takeUpOf(nation)
	if err != nil {
		return err
	}
	pack, err := s.Reader.Pack(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	return r.showTakeUp(takeUpFields(r, pack, nation, form.Show(takeUpValues(now, pack))), http.StatusOK)
}

// takeUpOf is what a nation has taken up; the zero TakeUp where it has nothing.
func (r *request) takeUpOf(nation domain.Nation) (domain.TakeUp, error) {
	all, err := r.site.Reader.TakeUps(r.ctx(), r.site.Report)
	if err != nil {
		return domain.TakeUp{}, err
	}
	for _, t := range all {
		if t.Nation == nation {
			return t, nil
		}
	}
	return domain.TakeUp{}, nil
}

// takeUpValues is what stands, as a form's values; where nothing does, every
// recommendation is ticked.
func takeUpValues(t domain.TakeUp, pack *domain.Pack) url.Values {
	values := url.Values{"words": {t.Words}, "version": {strconv.Itoa(t.Version)}}
	form.SetDay(values, "from", t.From)
	for _, rec := range pack.Recommendations {
		if !rec.Retired && (len(t.Recs) == 0 || slices.Contains(t.Recs, rec.No)) {
			values.Add("recs", strconv.Itoa(rec.No))
		}
	}
	for no, day := range t.ExpectedBy {
		form.SetDay(values, "expected_by-"+strconv.Itoa(no), day)
	}
	return values
}

func takeUpFields(r *request, pack *domain.Pack, nation domain.Nation, f *form.Form) page.TakeUpFields {
	w := r.words
	fields := page.TakeUpFields{
		Form: f, Nation: w.Word("nation", string(nation)), Action: "/take-up/" + string(nation), Version: number(f.Value("version")),
		From: f.Day("from", form.Ask{Label: w.T("take_up.field.from"), Show: form.Public, Required: true}),
		Words: f.Lines("words", form.Ask{
			Label: w.T("take_up.field.words"), Hint: w.T("take_up.field.words.hint"), Show: form.Public, Required: true,
		}, 2000),
		Recs: f.Choices("recs", form.Ask{Label: w.T("take_up.field.recs"), Show: form.Public, Required: true, Missing: "take_up.recs_missing"}, recommendationOptions(pack)),
	}
	for _, o := range fields.Recs.Options {
		fields.Expected = append(fields.Expected, f.Day("expected_by-"+o.Value, form.Ask{Label: o.Label}))
	}
	return fields
}

func (r *request) showTakeUp(fields page.TakeUpFields, status int) error {
	v := r.viewBelow(ui.Crumb{Text: r.words.T("take_up.title"), Href: "/take-up"})
	return r.show(status, page.TakeUpForm(v, fields))
}

// recordTakeUp publishes a nation's answer.
func (s *Site) recordTakeUp(r *request) error {
	nation, err := r.nationAsked(access.TakeUp)
	if err != nil {
		return err
	}
	pack, err := s.Reader.Pack(r.ctx(), s.Report)
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := takeUpFields(r, pack, nation, f)
	if !f.Ok() {
		return r.showTakeUp(fields, http.StatusUnprocessableEntity)
	}
	_, err = s.App.TakeUp(r.ctx(), r.actor(), app.TakeUp{Guard: fields.Version, TakeUp: takeUpFrom(s.Report, nation, fields)})
	switch domain.KindOf(err) {
	case domain.Invalid:
		f.Apply(domain.AsProblems(err))
		return r.showTakeUp(fields, http.StatusUnprocessableEntity)
	case domain.Conflict:
		return r.takeUpConflict(fields, err)
	}
	if err != nil {
		return err
	}
	return r.done("/take-up", "taken_up")
}

// takeUpFrom is what the fields say. With every recommendation ticked, those
// that a later version of the report adds are taken up too.
func takeUpFrom(report string, nation domain.Nation, fields page.TakeUpFields) domain.TakeUp {
	t := domain.TakeUp{Report: report, Nation: nation, From: fields.From.Value, Words: fields.Words.Value}
	if len(fields.Recs.Values) < len(fields.Recs.Options) {
		for _, value := range fields.Recs.Values {
			t.Recs = append(t.Recs, number(value))
		}
	}
	for i, o := range fields.Recs.Options {
		if day := fields.Expected[i].Value; !day.IsZero() {
			if t.ExpectedBy == nil {
				t.ExpectedBy = map[int]domain.Day{}
			}
			t.ExpectedBy[number(o.Value)] = day
		}
	}
	return t
}

// takeUpConflict shows what was typed beside what somebody else published.
func (r *request) takeUpConflict(fields page.TakeUpFields, err error) error {
	problem := domain.AsProblems(err)[0]
	now, known := problem.Now.(domain.TakeUp)
	if !known {
		return errors.Join(errors.New("site: a clash of take-ups without what stands now"), err)
	}
	w, typed := r.words, r.postForm()
	typed.Set("version", strconv.Itoa(now.Version))
	all := func(recs []int) string {
		if len(recs) == 0 {
			return w.T("take_up.all")
		}
		return w.T("take_up.some", domain.Args{"Recs": numbers(recs)})
	}
	yours := takeUpFrom(now.Report, now.Nation, fields)
	return r.show(http.StatusConflict, page.Conflict(r.view(), page.ConflictPage{
		Why: w.Problem(problem), Now: "/take-up", Action: fields.Action, Values: typed,
		Differences: []page.Difference{
			{Label: w.T("take_up.field.from"), Yours: w.Day(yours.From), Now: w.Day(now.From)},
			{Label: w.T("take_up.field.words"), Yours: yours.Words, Now: now.Words},
			{Label: w.T("take_up.field.recs"), Yours: all(yours.Recs), Now: all(now.Recs)},
		},
	}))
}
