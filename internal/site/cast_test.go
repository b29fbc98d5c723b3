package site_test

import (
	"context"
	"errors"
	"strings"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

// someBodies is enough of the register for every kind of case: local bodies of
// each nation, governments with their departments, funders, national bodies, a
// university, and one that closed with its successor.
const someBodies = `RJ1 RXK RYY S08000024 7A1 ZT003 10003645
	UKG DHSC SG SG-HSCD WG WG-HSC NIE DOH-NI NIHR CSO HCRW HSC-RD NHSE CRUK HEE NHSSCOT`

// member is somebody of the cast.
type member struct {
	as    string // the address before the @
	name  string
	post  string
	body  string // employer's code
	roles []domain.Membership
	fresh bool // never signed in
}

func on(role domain.Role, body string, recs ...int) domain.Membership {
	return domain.Membership{Role: role, BodyID: domain.ID(body), Recs: recs, Confirmed: true} // the code stands in for the id
}

func in(role domain.Role, area string) domain.Membership {
	return domain.Membership{Role: role, Area: area, Confirmed: true}
}

// cast is the people of the world: one in each role, and some beside them.
func cast() []member {
	waiting := on(domain.Approver, "RJ1")
	waiting.Confirmed = false
	return []member{
		{as: "reporter", name: "Rowan Reed", post: "Research manager", body: "RYY", roles: []domain.Membership{on(domain.Reporter, "RYY")}},
		{as: "approver", name: "Alex Adeyemi", post: "Chief executive", body: "RYY", roles: []domain.Membership{on(domain.Approver, "RYY")}},
		{as: "hr", name: "Harper Hughes", post: "Head of people", body: "RYY", roles: []domain.Membership{on(domain.Reporter, "RYY", 6, 11)}},
		{as: "elsewhere", name: "Eli Evans", post: "Research manager", body: "RJ1", roles: []domain.Membership{on(domain.Reporter, "RJ1")}},
		{as: "university", name: "Una Underwood", post: "Head of partnerships", body: "10003645", roles: []domain.Membership{on(domain.Reporter, "10003645")}},
		{as: "unconfirmed", name: "Uma Usman", post: "Chief nurse", body: "RJ1", roles: []domain.Membership{waiting}, fresh: true},
		{as: "reviewer", name: "Robin Rao", post: "Policy officer", body: "DHSC", roles: []domain.Membership{in(domain.Reviewer, "uk")}},
		{as: "lead", name: "Leslie Lane", post: "Head of research policy", body: "DHSC", roles: []domain.Membership{in(domain.OversightLead, "uk")}},
		{as: "scotland", name: "Skye Sinclair", post: "Research adviser", body: "SG", roles: []domain.Membership{in(domain.OversightLead, "uk/scotland")}},
		{as: "scot-reviewer", name: "Sorley Shaw", post: "Policy officer", body: "SG", roles: []domain.Membership{in(domain.Reviewer, "uk/scotland")}},
		{as: "observer", name: "Oli Owusu", post: "Analyst", body: "CRUK", roles: []domain.Membership{in(domain.Observer, "uk")}},
		{as: "assurer", name: "Asha Amin", post: "Independent assurer", body: "", roles: []domain.Membership{in(domain.Assurer, "uk")}},
		{as: "auditor", name: "Audley Ames", post: "Auditor", body: "", roles: []domain.Membership{in(domain.Auditor, "uk")}},
		{as: "administrator", name: "Ade Abbott", post: "Service manager", body: "", roles: []domain.Membership{in(domain.Administrator, "uk")}},
		{as: "nobody", name: "Noor Nash", post: "Visitor", body: "RXK"},
	}
}

// addCast adds the people as rows: how people come to be added is tested by
// the tests of that page.
func addCast(tx *store.Tx) error { return addMembers(tx, cast()) }

func addMembers(tx *store.Tx, members []member) error {
	for _, m := range members {
		person := domain.Person{Name: m.name, Email: m.as + "@heed.example", Post: m.post}
		if !m.fresh {
			person.SeenAt = tx.Now()
		}
		if m.body != "" {
			body, err := tx.BodyByCode(m.body)
			if err != nil {
				return err
			}
			person.BodyID = body.ID
			if err := reach(tx, body); err != nil {
				return err
			}
		}
		if err := tx.PutPerson(&person); err != nil {
			return err
		}
		for _, role := range m.roles {
			role.PersonID, role.From = person.ID, "2026-01-05"
			if role.BodyID != "" {
				body, err := tx.BodyByCode(string(role.BodyID))
				if err != nil {
					return err
				}
				role.BodyID = body.ID
			}
			if err := tx.PutMembership(&role); err != nil {
				return err
			}
		}
	}
	return nil
}

// reach notes that somebody of a body was in touch.
func reach(tx *store.Tx, body domain.Body) error {
	if !body.ReachedAt.IsZero() {
		return nil
	}
	event := domain.Event{Type: domain.BodyReached, Actor: domain.ID(domain.Operator), Body: body.ID}
	if err := tx.Append(&event); err != nil {
		return err
	}
	body.ReachedAt, body.Seq = tx.Now(), event.Seq
	return tx.PutBody(&body)
}

// play is what has happened when a test begins: England and Scotland have taken
// the report up, a round is open in both, Scotland has
// proposed that they review each other’s own, and one Trust is at work.
func (w *world) play(ctx context.Context) error {
	takeUp := func(as string, nation domain.Nation, from domain.Day) error {
		_, err := w.app.TakeUp(ctx, w.mustActor(ctx, as), app.TakeUp{TakeUp: domain.TakeUp{
			Report: report, Nation: nation, From: from, Words: "We see to it that this is done.",
		}})
		return err
	}
	round := func(as, name string, opens domain.Day, nations ...domain.Nation) error {
		_, err := w.app.OpenRound(ctx, w.mustActor(ctx, as), app.OpenRound{Round: domain.Round{
			Report: report, Name: name, Nations: nations, Opens: opens, AsAt: opens.Add(-1), Due: opens.Add(42),
			Closes: opens.Add(56), ReviewBy: opens.Add(84), Publishes: opens.Add(98),
		}})
		return err
	}
	err := errors.Join(
		takeUp("lead", domain.England, "2026-10-01"), takeUp("scotland", domain.Scotland, "2026-10-01"),
		round("scotland", "Scotland’s first round", "2026-10-05", domain.Scotland),
	)
	_, agreed := w.app.ProposeAgreement(ctx, w.mustActor(ctx, "scotland"), app.ProposeAgreement{Nation: domain.Scotland, Other: domain.England})
	w.setDay(today)
	return errors.Join(err, agreed, round("lead", "Autumn 2026", "2026-11-02", domain.England, domain.UK), w.report(ctx), w.publish(ctx))
}

// publish leaves a draft publication of England and the UK-wide bodies, which
// they can reply to for six weeks.
func (w *world) publish(ctx context.Context) error {
	w.setDay(today)
	everything := domain.Scope{All: true}
	views := view.New(w.store.Reader(), w.clock)
	defer views.Close()
	picture, err := views.Picture(ctx, report)
	if err != nil {
		return err
	}
	nations := []domain.Nation{domain.England, domain.UK}
	rows, err := picture.Published(view.Cut{View: everything}, nations)
	if err != nil {
		return err
	}
	if err := views.Publish(ctx, picture, everything, rows); err != nil {
		return err
	}
	_, err = w.app.PreparePublication(ctx, w.mustActor(ctx, "lead"), app.PreparePublication{Rows: rows, Publication: domain.Publication{
		Report: report, Title: picture.Pack.Report.Title, Nation: domain.England, Nations: nations, Day: picture.Day, AsOf: picture.Seq,
		Recs: picture.PublishedRecs(), ReadDays: 30,
	}})
	return err
}

// report leaves the Trust’s returns at every stage: 10 signed, 9 waiting for a
// signature, 13 a draft; with an action under 10, and a partnership proposed.
func (w *world) report(ctx context.Context) error {
	reporter, approver := w.mustActor(ctx, "reporter"), w.mustActor(ctx, "approver")
	key := func(rec int) domain.DutyKey { return domain.DutyKey{Body: "RYY", Report: report, Rec: rec} }
	draft := func(rec int) error {
		ret, content, err := w.blank(ctx, key(rec))
		if err != nil {
			return err
		}
		_, err = w.app.SaveDraft(ctx, reporter, app.SaveDraft{Key: key(rec), Return: ret.ID, Guard: ret.Version, Content: content})
		return err
	}
	submit := func(rec int) error {
		ret, _, err := w.blank(ctx, key(rec))
		if err != nil {
			return err
		}
		_, err = w.app.SubmitReturn(ctx, reporter, app.SubmitReturn{Key: key(rec), Return: ret.ID, Guard: ret.Version})
		return err
	}
	respond := func(rec int) error {
		duty, err := w.store.Reader().DutyByKey(ctx, domain.Scope{All: true}, key(rec))
		if err != nil {
			return err
		}
		return w.app.RespondDuty(ctx, reporter, app.RespondDuty{
			Key: key(rec), Guard: duty.Version, Response: domain.ResponseAccepted, Owner: "Medical director", Target: "2027-06-30",
		})
	}
	_, err := w.app.AddEvidence(ctx, reporter, app.AddEvidence{
		Body: "RYY", Kind: domain.EvidenceFile, Title: "Board minutes", From: "2026-01-01", To: "2026-10-31",
		FileName: "minutes.txt", File: strings.NewReader("The board agreed to it."),
	})
	_, actionErr := w.app.AddAction(ctx, reporter, app.AddAction{
		Duties: []domain.DutyKey{key(10)}, What: "Write a research page for the welcome pack", Owner: "Head of learning",
		Date: "2027-01-31", Status: domain.ActionUnderWay,
	})
	_, partnerErr := w.app.ProposePartnership(ctx, reporter, app.ProposePartnership{
		Body: "RYY", Partner: "10003645", What: "A shared research office", Office: true, From: "2026-09-01",
	})
	return errors.Join(err, actionErr, partnerErr,
		respond(9), respond(10), draft(13), draft(9), submit(9), draft(10), submit(10),
		w.app.SignReturn(ctx, approver, app.SignReturn{Key: key(10), No: 1, Signature: domain.Signature{Words: "I attest to it."}}),
	)
}

// blank is the return that a body writes on, and an honest answer to it.
func (w *world) blank(ctx context.Context, key domain.DutyKey) (domain.Return, domain.Content, error) {
	reader := w.store.Reader()
	duty, err := reader.DutyByKey(ctx, domain.Scope{All: true}, key)
	if err != nil {
		return domain.Return{}, domain.Content{}, err
	}
	returns, err := reader.ReturnsOf(ctx, domain.Scope{All: true}, duty.ID)
	if err != nil || len(returns) == 0 {
		return domain.Return{}, domain.Content{}, errors.Join(err, errors.New("no return is expected"))
	}
	content := domain.Content{
		Status: domain.InProgress, Narrative: "We have begun.", Target: "2027-06-30", Confidence: domain.ConfidenceMedium,
		Answers: map[string]domain.Answer{},
	}
	for _, requirement := range duty.Requirements {
		content.Answers[requirement] = domain.Answer{Met: domain.MetPartly}
	}
	return returns[len(returns)-1], content, nil
}

func (w *world) mustActor(ctx context.Context, as string) domain.Actor {
	people, err := w.store.Reader().People(ctx, domain.Scope{All: true})
	if err != nil {
		panic(err)
	}
	for _, p := range people {
		if p.Email == as+"@heed.example" {
			actor, err := w.store.Reader().Actor(ctx, p.ID, domain.DayOf(w.clock()))
			if err != nil {
				panic(err)
			}
			return actor
		}
	}
	panic("nobody is called " + as)
}
