package storetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

func memberships(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	onBody := domain.Membership{PersonID: w.person.ID, Role: domain.Reporter, BodyID: w.trust.ID}
	onArea := domain.Membership{PersonID: w.person.ID, Role: domain.Observer, Area: "uk/england"}
	past := domain.Membership{PersonID: w.person.ID, Role: domain.Reviewer, Area: "uk", To: "2026-01-01"}
	given := domain.Assignment{DutyID: w.other.ID, PersonID: w.person.ID}
	over := domain.Assignment{DutyID: w.duty.ID, PersonID: w.person.ID, Ended: true}
	w.write(t, func(tx *store.Tx) error {
		for _, m := range []*domain.Membership{&onBody, &onArea, &past} {
			if err := tx.PutMembership(m); err != nil {
				return err
			}
		}
		if err := tx.PutAssignment(&over); err != nil {
			return err
		}
		return tx.PutAssignment(&given)
	})
	actor := func() domain.Actor {
		actor, err := w.Reader().Actor(t.Context(), w.person.ID, "2026-11-23")
		require.NoError(t, err)
		return actor
	}
	a := actor()
	require.Equal(t, w.person, a.Person)
	require.Len(t, a.Memberships, 2, "those active on the day")
	require.Equal(t, "uk/england/london/RJ1", a.Memberships[0].Path)
	require.Equal(t, "uk/england", a.Memberships[1].Path)
	require.Equal(t, []domain.ID{w.other.ID}, a.Assigned)

	w.write(t, func(tx *store.Tx) error { // a move is one row
		event := &domain.Event{Type: domain.BodyChanged, Actor: "operator", Body: w.trust.ID}
		if err := tx.Append(event); err != nil {
			return err
		}
		w.trust.Path, w.trust.Seq = "uk/england/south-east/RJ1", event.Seq
		return tx.PutBody(&w.trust)
	})
	require.Equal(t, "uk/england/south-east/RJ1", actor().Memberships[0].Path)

	at, err := w.Reader().MembershipsAt(t.Context(), everywhere(), w.trust.ID)
	require.NoError(t, err)
	require.Len(t, at, 1)
	at, err = w.Reader().MembershipsAt(t.Context(), domain.Scope{}, w.trust.ID)
	require.NoError(t, err)
	require.Empty(t, at)
	all, err := w.Reader().Memberships(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}})
	require.NoError(t, err)
	require.Len(t, all, 3, "by where the person works")

	w.write(t, func(tx *store.Tx) error {
		if err := tx.EndMembership(onBody.ID); err != nil {
			return err
		}
		return tx.Append(&domain.Event{Type: domain.MembershipEnded, Actor: "operator"})
	})
	require.Len(t, actor().Memberships, 1, "whoever asked before is told what changed since")
}

func publicFacts(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	w.write(t, func(tx *store.Tx) error {
		if err := tx.PutPack(&domain.Pack{Version: 2, Report: domain.Report{Key: report, Title: "Second"}}, 8); err != nil {
			return err
		}
		for seq, nation := range map[int64]domain.Nation{8: domain.Wales, 9: domain.Scotland} {
			figures := map[domain.ID]domain.Word{w.duty.ID: domain.WordSilent}
			if err := tx.PutRelease(&domain.Release{Report: report, Nation: nation, Seq: seq, Words: figures}); err != nil {
				return err
			}
		}
		return nil
	})
	r, ctx := w.Reader(), t.Context()
	pack, err := r.Pack(ctx, report)
	require.NoError(t, err)
	require.Equal(t, "Second", pack.Report.Title)
	pack, err = r.PackVersion(ctx, report, 1)
	require.NoError(t, err)
	require.Equal(t, 1, pack.Version)
	releases, err := r.LastReleases(ctx, report)
	require.NoError(t, err)
	require.Len(t, releases, 2)
	require.EqualValues(t, 8, releases[domain.Wales].Seq)
	require.Equal(t, domain.WordSilent, releases[domain.Scotland].Words[w.duty.ID])

	is, err := w.Instance(ctx)
	require.NoError(t, err)
	require.Equal(t, store.Unmarked, is)
	require.NoError(t, w.MarkInstance(ctx, true))
	require.NoError(t, w.MarkInstance(ctx, true), "said twice, it is the same")
	require.ErrorContains(t, w.MarkInstance(ctx, false), "marked as demo for good")
	require.NoError(t, w.Analyze(ctx))
	is, err = w.Instance(ctx)
	require.NoError(t, err)
	require.Equal(t, store.Demo, is)
}

func snapshot(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	w.write(t, func(tx *store.Tx) error {
		if err := tx.PutPartnership(&domain.Partnership{Local: w.trust.ID, University: w.university.ID}); err != nil {
			return err
		}
		if err := tx.PutReturn(&domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnDraft}); err != nil {
			return err
		}
		return tx.PutReturn(&domain.Return{DutyID: w.duty.ID, State: domain.ReturnDraft})
	})
	require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error {
		head, err := snap.Head()
		require.NoError(t, err)
		before, err := snap.DutiesByIDs([]domain.ID{w.duty.ID})
		require.NoError(t, err)

		w.write(t, func(tx *store.Tx) error { // meanwhile
			d := w.duty
			d.Owner = "Head of R&D"
			event := &domain.Event{Type: domain.DutyOwned, Body: d.BodyID, Duty: d.ID, Round: w.round.ID, Report: report, State: &d.State}
			if err := tx.Append(event); err != nil {
				return err
			}
			return tx.PutDuty(&d)
		})

		again, err := snap.Head()
		require.NoError(t, err)
		require.Equal(t, head, again)
		after, err := snap.Duties(report)
		require.NoError(t, err)
		require.Len(t, after, 2)
		require.Equal(t, before[0], after[0])
		events, err := snap.EventsSince(head, 10)
		require.NoError(t, err)
		require.Empty(t, events)
		return nil
	}))
	require.NoError(t, w.Reader().Snapshot(t.Context(), func(snap *store.Snap) error { return theWholeMoment(t, w, snap) }))
	require.ErrorIs(t, w.Reader().Snapshot(t.Context(), func(*store.Snap) error { return errStop }), errStop)
}

func theWholeMoment(t *testing.T, w *world, snap *store.Snap) error {
	head, err := snap.Head()
	require.NoError(t, err)
	events, err := snap.EventsSince(head-1, 10)
	require.NoError(t, err)
	require.Equal(t, []store.EventHead{{Seq: head, Type: domain.DutyOwned, At: w.clock.Now(), Report: report,
		BodyID: w.trust.ID, DutyID: w.duty.ID, RoundID: w.round.ID}}, events)
	for name, n := range map[string]int{
		"bodies":                count(t)(size(snap.Bodies())) - 1,
		"rounds":                count(t)(size(snap.Rounds(report))),
		"partnerships":          count(t)(size(snap.Partnerships())),
		"returns of rounds":     count(t)(size(snap.ReturnHeads([]domain.ID{w.round.ID}))),
		"returns of duties":     count(t)(size(snap.ReturnHeadsOf([]domain.ID{w.duty.ID}))) - 1,
		"returns unsigned":      count(t)(size(snap.UnsignedHeads([]domain.ID{w.duty.ID}, w.clock.Now()))) - 1,
		"returns as they are":   count(t)(size(snap.ReturnHeadsAs(domain.ReturnDraft))) - 1,
		"no return as it isn't": count(t)(size(snap.ReturnHeadsAs(domain.ReturnReceived))) + 1,
		"no rulings":            count(t)(size(snap.Rulings())) + 1,
		"no actions":            count(t)(size(snap.Actions())) + 1,
		"no take-ups":           count(t)(size(snap.TakeUps(report))) + 1,
	} {
		require.Equal(t, 1, n, name)
	}
	releases, err := snap.Releases(report)
	require.NoError(t, err)
	require.Len(t, releases, 1)
	_, err = snap.Pack(report)
	return err
}

func signingIn(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	rows, ctx, now := w.Sessions(), t.Context(), w.clock.Now()

	session := store.Session{TokenHash: "hash", Data: []byte(`{"a":1}`), PersonID: w.person.ID, ExpiresAt: now.Add(time.Hour), SeenAt: now}
	require.NoError(t, rows.AddSession(ctx, session))
	require.NoError(t, rows.TouchSession(ctx, "hash", now.Add(time.Minute), now.Add(2*time.Hour)))
	require.NoError(t, rows.TouchSession(ctx, "ended meanwhile", now, now))
	session.SeenAt, session.ExpiresAt = now.Add(time.Minute), now.Add(2*time.Hour)
	got, found, err := rows.FindSession(ctx, "hash")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, session, got)
	_, found, err = rows.FindSession(ctx, "ended meanwhile")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, rows.AddSession(ctx, store.Session{TokenHash: "old", Data: []byte("{}"), ExpiresAt: now, SeenAt: now}))

	for want := 1; want <= 3; want++ {
		n, err := rows.AddTry(ctx, "pair:x", now.Add(-time.Hour), now)
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
	n, last, err := rows.CountTries(ctx, "pair:x", now)
	require.NoError(t, err)
	require.Equal(t, 3, n)
	require.Equal(t, now, last)
	n, _, err = rows.CountTries(ctx, "pair:x", now.Add(time.Second))
	require.NoError(t, err)
	require.Zero(t, n)
	n, err = rows.AddTry(ctx, "pair:x", now.Add(time.Second), now.Add(time.Minute))
	require.NoError(t, err)
	require.Equal(t, 1, n, "forgotten, it starts again")
	require.NoError(t, rows.ForgetTries(ctx, "pair:x"))
	n, _, err = rows.CountTries(ctx, "pair:x", time.Time{})
	require.NoError(t, err)
	require.Zero(t, n)

	gone, err := rows.Sweep(ctx, now.Add(time.Hour), now)
	require.NoError(t, err)
	require.EqualValues(t, 1, gone)
	require.NoError(t, rows.DeleteSession(ctx, "hash"))
	require.NoError(t, rows.DeleteSession(ctx, "hash"))
	accounts(t, w)
}

func accounts(t *testing.T, w *world) {
	rows, ctx := w.Sessions(), t.Context()
	person, credential, err := rows.Account(ctx, w.person.Email)
	require.NoError(t, err)
	require.Equal(t, w.person, person)
	require.Zero(t, credential, "invited, and no link made yet")

	until := w.clock.Now().AddDate(0, 0, 7)
	link := store.Credential{PersonID: w.person.ID, SetTokenHash: "link", SetTokenExpires: until}
	w.write(t, func(tx *store.Tx) error { return tx.PutCredential(&link) })
	id, expires, found, err := rows.FindLink(ctx, "link")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, w.person.ID, id)
	require.Equal(t, until, expires)

	w.write(t, func(tx *store.Tx) error { // used: the password is stored and the link is gone
		c, err := tx.CredentialByToken("link")
		require.NoError(t, err)
		require.Equal(t, link, c)
		return tx.PutCredential(&store.Credential{PersonID: w.person.ID, PasswordHash: "argon"})
	})
	_, _, found, err = rows.FindLink(ctx, "link")
	require.NoError(t, err)
	require.False(t, found)
	_, credential, err = rows.Account(ctx, w.person.Email)
	require.NoError(t, err)
	require.Equal(t, "argon", credential.PasswordHash)
}

func countedQueries(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	ctx, n := store.CountQueries(t.Context())
	_, err := w.Reader().Bodies(ctx)
	require.NoError(t, err)
	_, err = w.Reader().Duty(ctx, everywhere(), nobody)
	require.Error(t, err)
	require.EqualValues(t, 2, n.Load())
	_, err = w.Reader().Bodies(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 2, n.Load())
}
