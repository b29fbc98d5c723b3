package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

const passphrase = "slow otters hum quietly"

// credentials are what a person of the world types.
func credentials(who, password string) app.Credentials {
	return app.Credentials{Email: who + "@example.org", Password: password, Address: "192.0.2.1"}
}

// invitation makes a link for somebody of Riverside.
func (w *world) invitation(who domain.ID) app.Invitation {
	w.t.Helper()
	invited, err := w.InvitePerson(w.ctx, w.as("lea"), who)
	require.NoError(w.t, err)
	return invited
}

// withPassword lets somebody set the passphrase.
func (w *world) withPassword(who domain.ID) {
	w.t.Helper()
	_, err := w.SetPassword(w.ctx, w.invitation(who).Token, passphrase)
	require.NoError(w.t, err)
}

func (w *world) signIn(who, password string) func() error {
	return func() error {
		_, err := w.SignIn(w.ctx, credentials(who, password))
		return err
	}
}

func TestInvitePerson(t *testing.T) {
	w := newWorld(t)
	invite := func(actor domain.Actor) error {
		_, err := w.InvitePerson(w.ctx, actor, "rita")
		return err
	}
	w.strangers([]string{"anna", "rex"}, []string{"hill", "shona"}, invite)
	first := w.invitation("rita")
	second := w.invitation("rita")
	set := func(token string) func() error {
		return func() error {
			_, err := w.SetPassword(w.ctx, token, passphrase)
			return err
		}
	}
	w.refuses(domain.NotFound, "link.not_valid", set(first.Token)) // a newer link took its place
	w.happens(set(second.Token), domain.PasswordSet, domain.BodyReached)
	w.refuses(domain.Forbidden, "invite.has_password", func() error { return invite(w.as("adam")) })
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.InvitePerson(w.ctx, w.as("lea"), "nobody")
		return err
	})
	w.refuses(domain.NotFound, "not_found", func() error { // works for no body, and holds nothing in Scotland
		_, err := w.InvitePerson(w.ctx, w.as("shona"), "asa")
		return err
	})
}

func TestSetPassword(t *testing.T) {
	w := newWorld(t)
	invited := w.invitation("rita")
	set := func(token, password string) func() error {
		return func() error {
			_, err := w.SetPassword(w.ctx, token, password)
			return err
		}
	}
	w.refuses(domain.NotFound, "link.not_valid", set("no-such-token", passphrase))
	w.refuses(domain.Invalid, "password.too_short", set(invited.Token, "short"))
	w.refuses(domain.Invalid, "password.about_you", set(invited.Token, "Riverside Trust"))
	w.pass(8)
	w.refuses(domain.NotFound, "link.not_valid", set(invited.Token, passphrase))
	w.pass(-8)
	w.happens(set(invited.Token, passphrase), domain.PasswordSet, domain.BodyReached) // and goes straight on
	require.Equal(t, *w.clock, w.person("rita").SeenAt)
	w.refuses(domain.NotFound, "link.not_valid", set(invited.Token, passphrase)) // spent
}

func TestSignIn(t *testing.T) {
	w := newWorld(t)
	w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("rita", passphrase)) // no password yet
	w.withPassword("rita")
	w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("rita", "another passphrase"))
	w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("nobody", passphrase))
	w.changesNothing(w.signIn("rita", passphrase)) // arrived with the first password
	require.Equal(t, *w.clock, w.person("rita").SeenAt)

	body, err := w.store.Reader().BodyByCode(w.ctx, "RJ1")
	require.NoError(t, err)
	require.Equal(t, *w.clock, body.ReachedAt)
	w.withPassword("ravi")
	w.happens(w.signIn("ravi", passphrase)) // Riverside was reached before
	typed := credentials("", passphrase)
	typed.Email = " RITA@example.org "
	_, err = w.SignIn(w.ctx, typed)
	require.NoError(t, err)
}

func TestR8_TheFirstSignInReachesTheBodiesAPersonSpeaksFor(t *testing.T) {
	w := newWorld(t)
	invited := w.invitation("guy") // works for DHSC, reports for the Government
	w.happens(func() error {
		_, err := w.SetPassword(w.ctx, invited.Token, passphrase)
		return err
	}, domain.PasswordSet, domain.BodyReached, domain.BodyReached)
	w.granted("lea", "guy", app.Grant{Role: domain.Reporter, Body: "NIHR"})
	w.happens(w.signIn("guy", passphrase), domain.BodyReached)
}

func TestSignInIsLimited(t *testing.T) {
	w := newWorld(t)
	w.withPassword("rita")
	for range 5 {
		w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("rita", "a wrong passphrase"))
	}
	w.refuses(domain.Invalid, "sign_in.too_many", w.signIn("rita", passphrase))
}

func TestChangePassword(t *testing.T) {
	w := newWorld(t)
	w.withPassword("rita")
	epoch := w.person("rita").Epoch
	change := func(old, fresh string) func() error {
		return func() error {
			_, err := w.ChangePassword(w.ctx, w.as("rita"), app.ChangePassword{Old: old, New: fresh, Address: "192.0.2.1"})
			return err
		}
	}
	w.refuses(domain.Invalid, "sign_in.wrong", change("a wrong passphrase", "quick foxes sing loudly"))
	w.refuses(domain.Invalid, "password.too_short", change(passphrase, "short"))
	w.happens(change(passphrase, "quick foxes sing loudly"), domain.PasswordSet)
	require.Equal(t, epoch+1, w.person("rita").Epoch, "other sessions are over")
	w.refuses(domain.Invalid, "sign_in.wrong", w.signIn("rita", passphrase))
	require.NoError(t, w.signIn("rita", "quick foxes sing loudly")())

	_, err := w.ChangePassword(w.ctx, w.as("rita"), app.ChangePassword{Old: "a wrong passphrase", New: passphrase, Address: "192.0.2.1"})
	require.Equal(t, "old", domain.AsProblems(err)[0].Field)
	w.refuses(domain.NotFound, "not_found", func() error {
		_, err := w.ChangePassword(w.ctx, domain.Actor{Role: domain.PublicRole}, app.ChangePassword{})
		return err
	})
}

func TestSignOutEverywhere(t *testing.T) {
	w := newWorld(t)
	epoch := w.person("rita").Epoch
	w.happens(func() error { return w.SignOutEverywhere(w.ctx, w.as("rita")) }, domain.SignedOutEverywhere)
	require.Equal(t, epoch+1, w.person("rita").Epoch)
	w.refuses(domain.NotFound, "not_found", func() error { return w.SignOutEverywhere(w.ctx, domain.Actor{Role: domain.PublicRole}) })
}

func TestR20_OnlyADemonstrationLetsAnybodyIn(t *testing.T) {
	w := newWorld(t)
	enter := func() error {
		_, err := w.SignInAs(w.ctx, "rita")
		return err
	}
	w.refuses(domain.NotFound, "not_found", enter)
	require.NoError(t, w.store.MarkInstance(w.ctx, true))
	w.happens(enter, domain.BodyReached)

	real := newWorld(t)
	require.NoError(t, real.store.MarkInstance(real.ctx, false))
	real.refuses(domain.NotFound, "not_found", func() error {
		_, err := real.SignInAs(real.ctx, "rita")
		return err
	})
}
