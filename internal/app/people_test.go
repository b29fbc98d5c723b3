package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
)

// newcomer is somebody whom oversight adds to Riverside as a reporter.
func newcomer() app.AddPerson {
	return app.AddPerson{
		Name: "New Comer", Email: " New.Comer@Example.org ", Post: "Research Manager", Body: "RJ1",
		First: app.Grant{Role: domain.Reporter, Body: "RJ1"},
	}
}

// held is a person's memberships.
func (w *world) held(person domain.ID) []domain.Membership {
	w.t.Helper()
	return inside(w, func(tx *store.Tx) ([]domain.Membership, error) { return tx.MembershipsOf(person) })
}

func (w *world) person(id domain.ID) domain.Person {
	w.t.Helper()
	p, err := w.store.Reader().Person(w.ctx, all(), id)
	require.NoError(w.t, err)
	return p
}

func (w *world) granted(by string, person domain.ID, g app.Grant) domain.Membership {
	w.t.Helper()
	m, err := w.GrantMembership(w.ctx, w.as(by), app.GrantMembership{Person: person, Grant: g})
	require.NoError(w.t, err)
	return m
}

func TestAddPerson(t *testing.T) {
	w := newWorld(t)
	var invited app.Invitation
	add := func(actor domain.Actor) error {
		var err error
		invited, err = w.AddPerson(w.ctx, actor, newcomer())
		return err
	}
	w.strangers([]string{"rita", "anna", "rex", "aud"}, []string{"hill", "shona", "asa"}, add)
	w.happens(func() error { return add(w.as("lea")) }, domain.PersonAdded, domain.MembershipGranted)

	require.NotEmpty(t, invited.Token)
	require.Equal(t, "new.comer@example.org", w.person(invited.Person.ID).Email)
	held := w.held(invited.Person.ID)
	require.Len(t, held, 1)
	require.Equal(t, domain.Reporter, held[0].Role)
	require.Equal(t, w.today(), held[0].From)

	w.happens(func() error { return add(w.as("lea")) })
	require.Equal(t, held[0].PersonID, invited.Person.ID, "a second press finds who was added")
	require.Empty(t, invited.Token, "and the link was shown")
	w.refuses(domain.Invalid, "person.email_taken", func() error { return add(w.as("adam")) })
}

func TestAddPersonRefuses(t *testing.T) {
	w := newWorld(t)
	for key, spoil := range map[string]func(*app.AddPerson){
		"person.name_missing":      func(in *app.AddPerson) { in.Name = "" },
		"person.email":             func(in *app.AddPerson) { in.Email = "nobody" },
		"person.post_missing":      func(in *app.AddPerson) { in.Post = "" },
		"membership.role_missing":  func(in *app.AddPerson) { in.First = app.Grant{Area: "uk/england"} },
		"membership.needs_body":    func(in *app.AddPerson) { in.First = app.Grant{Role: domain.Reporter, Area: "uk/england"} },
		"membership.needs_area":    func(in *app.AddPerson) { in.First = app.Grant{Role: domain.Reviewer, Body: "RJ1"} },
		"membership.place_unknown": func(in *app.AddPerson) { in.First = app.Grant{Role: domain.Reviewer, Area: "uk/atlantis"} },
		"membership.recs_of_body_only": func(in *app.AddPerson) {
			in.First = app.Grant{Role: domain.Reviewer, Area: "uk/england", Recs: []int{1}}
		},
		"membership.to_before_from": func(in *app.AddPerson) { in.First.To = "2020-01-01" },
	} {
		in := newcomer()
		spoil(&in)
		w.refuses(domain.Invalid, key, func() error {
			_, err := w.AddPerson(w.ctx, w.as("lea"), in)
			return err
		})
	}
	elsewhere := newcomer()
	elsewhere.First.Body = "S08" // not DHSC's to grant
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.AddPerson(w.ctx, w.as("lea"), elsewhere)
		return err
	})
}

func TestAddPersonWhoWorksForNoBody(t *testing.T) {
	w := newWorld(t)
	in := app.AddPerson{
		Name: "Second Assurer", Email: "second@example.org", Post: "Assurer",
		First: app.Grant{Role: domain.Assurer, Area: "uk/england"},
	}
	add := func(actor domain.Actor) error {
		_, err := w.AddPerson(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"rex"}, []string{"rita", "shona"}, add)
	w.happens(func() error { return add(w.as("lea")) }, domain.PersonAdded, domain.MembershipGranted)
}

func TestGrantMembership(t *testing.T) {
	w := newWorld(t)
	in := app.GrantMembership{Person: "hill", Grant: app.Grant{Role: domain.Reporter, Body: "RJ1", Recs: []int{1}}}
	grant := func(actor domain.Actor) error {
		_, err := w.GrantMembership(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"rita", "anna", "rex"}, []string{"hill", "shona", "asa"}, grant)
	w.happens(func() error { return grant(w.as("adam")) }, domain.MembershipGranted)
	w.changesNothing(func() error { return grant(w.as("adam")) })
	w.happens(func() error { // and now hill drafts for Riverside, on 1 alone
		_, err := w.SaveDraft(w.ctx, w.as("hill"), app.SaveDraft{Key: riverside(1), Content: progress("1a", "1b")})
		return err
	})
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.SaveDraft(w.ctx, w.as("hill"), app.SaveDraft{Key: riverside(14), Content: progress("14a")})
		return err
	})
}

func TestNobodyChangesTheirOwnRoles(t *testing.T) {
	w := newWorld(t)
	for who, body := range map[string]string{"shona": "S08", "adam": "RJ1"} {
		grant := app.GrantMembership{Person: domain.ID(who), Grant: app.Grant{Role: domain.Reporter, Body: body}}
		w.refuses(domain.Forbidden, "membership.own", func() error {
			_, err := w.GrantMembership(w.ctx, w.as(who), grant)
			return err
		})
		w.refuses(domain.Forbidden, "membership.own", func() error {
			return w.EndMembership(w.ctx, w.as(who), w.held(domain.ID(who))[0].ID)
		})
	}
}

func TestAnAdministratorHoldsNoOtherRole(t *testing.T) {
	w := newWorld(t)
	promoted := app.GrantMembership{Person: "rita", Grant: app.Grant{Role: domain.Administrator, Area: "uk"}}
	w.refuses(domain.Invalid, "membership.administrator_alone", func() error {
		_, err := w.GrantMembership(w.ctx, w.as("adam"), promoted)
		return err
	})
	second := app.AddPerson{
		Name: "Second", Email: "second@example.org", Post: "Administrator", First: app.Grant{Role: domain.Administrator, Area: "uk"},
	}
	invited, err := w.AddPerson(w.ctx, w.as("adam"), second)
	require.NoError(t, err)
	reporter := app.GrantMembership{Person: invited.Person.ID, Grant: app.Grant{Role: domain.Reporter, Body: "RJ1"}}
	w.refuses(domain.Invalid, "membership.administrator_alone", func() error {
		_, err := w.GrantMembership(w.ctx, w.as("adam"), reporter)
		return err
	})
}

func TestOversightMakesAndUnmakesNoAdministrator(t *testing.T) {
	w := newWorld(t)
	in := app.AddPerson{
		Name: "Second", Email: "second@example.org", Post: "Administrator", Body: "DHSC",
		First: app.Grant{Role: domain.Administrator, Area: "uk/england"},
	}
	w.refuses(domain.Forbidden, "membership.administrator_by", func() error {
		_, err := w.AddPerson(w.ctx, w.as("lea"), in)
		return err
	})
	invited, err := w.AddPerson(w.ctx, w.as("adam"), in)
	require.NoError(t, err)
	theirs := w.held(invited.Person.ID)[0].ID
	w.refuses(domain.Forbidden, "membership.administrator_by", func() error { return w.EndMembership(w.ctx, w.as("lea"), theirs) })
	w.happens(func() error { return w.EndMembership(w.ctx, w.as("adam"), theirs) }, domain.MembershipEnded)
}

func TestEndMembership(t *testing.T) {
	w := newWorld(t)
	theirs := w.held("ravi")[0].ID
	end := func(actor domain.Actor) error { return w.EndMembership(w.ctx, actor, theirs) }
	w.strangers([]string{"rita", "anna", "rex"}, []string{"hill", "shona"}, end)
	w.happens(func() error { return end(w.as("lea")) }, domain.MembershipEnded)
	require.Empty(t, w.held("ravi"))
	w.happens(func() error { return end(w.as("lea")) }) // a second press
	w.refuses(domain.NotFound, "not_found", func() error { return end(w.as("adam")) })
}

func TestR10_OversightConfirmsABodysFirstApprover(t *testing.T) {
	w := newWorld(t)
	approver := app.Grant{Role: domain.Approver, Body: "S08"}
	m := w.granted("adam", "loch", approver)
	require.False(t, m.Confirmed, "who administers never appoints who signs")
	confirm := func(actor domain.Actor) error { return w.ConfirmApprover(w.ctx, actor, m.ID) }
	w.strangers([]string{"sean", "loch"}, []string{"lea", "anna", "adam"}, confirm)
	w.happens(func() error { return confirm(w.as("shona")) }, domain.ApproverConfirmed)
	w.changesNothing(func() error { return confirm(w.as("shona")) })
	require.True(t, w.held("loch")[1].Confirmed)
	require.True(t, w.as("loch").Has(domain.Approver))
}

func TestR10_AnApproverThatOversightGrantsCountsAtOnce(t *testing.T) {
	w := newWorld(t)
	require.True(t, w.granted("shona", "loch", app.Grant{Role: domain.Approver, Body: "S08"}).Confirmed)
}

func TestR10_TheStandingApproverConfirmsADeputy(t *testing.T) {
	w := newWorld(t)
	m := w.granted("adam", "ravi", app.Grant{Role: domain.Approver, Body: "RJ1", From: w.today(), To: w.today().Add(30)})
	no := w.submit("rita", riverside(1), progress("1a", "1b"))
	sign := func() error {
		return w.SignReturn(w.ctx, w.as("ravi"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()})
	}
	w.refuses(domain.Forbidden, "not_yours", sign)
	w.refuses(domain.Forbidden, "approver.drafts_or_administers", func() error { return w.ConfirmApprover(w.ctx, w.as("both"), m.ID) })
	w.happens(func() error { return w.ConfirmApprover(w.ctx, w.as("anna"), m.ID) }, domain.ApproverConfirmed)
	w.pass(31)
	w.refuses(domain.Forbidden, "not_yours", sign) // the period is over
	w.pass(-1)
	w.happens(sign, domain.ReturnSignedE)
}

func TestR10_NobodyConfirmsThemselves(t *testing.T) {
	w := newWorld(t)
	m := w.granted("adam", "anna", app.Grant{Role: domain.Approver, Body: "RJ1", To: "2027-12-31"})
	w.refuses(domain.Forbidden, "membership.own", func() error { return w.ConfirmApprover(w.ctx, w.as("anna"), m.ID) })
	w.refuses(domain.NotFound, "not_found", func() error { return w.ConfirmApprover(w.ctx, w.as("anna"), w.held("rita")[0].ID) })
}

func TestMakeAdministrator(t *testing.T) {
	w := newWorld(t)
	operator := domain.Actor{Role: domain.Operator}
	in := app.MakeAdministrator{Name: "First", Email: "First@example.org", Post: "Administrator"}
	mk := func(actor domain.Actor) error {
		_, err := w.MakeAdministrator(w.ctx, actor, in)
		return err
	}
	w.strangers([]string{"aud", "obs"}, []string{"lea", "adam", "rita"}, mk)
	w.happens(func() error { return mk(operator) }, domain.PersonAdded, domain.MembershipGranted)
	w.happens(func() error { return mk(operator) }) // a new invitation, and nothing else of the record
	in.Email = "rita@example.org"
	w.refuses(domain.Invalid, "membership.administrator_alone", func() error { return mk(operator) })
	in.Email = "nobody"
	w.refuses(domain.Invalid, "person.email", func() error { return mk(operator) })
}
