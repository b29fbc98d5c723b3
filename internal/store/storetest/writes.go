package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"heed/internal/domain"
	"heed/internal/store"
)

func numbersHaveNoGaps(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before, err := w.Reader().Head(t.Context())
	require.NoError(t, err)

	const writers, each = 8, 15
	var at errgroup.Group
	for range writers {
		at.Go(func() error {
			for range each {
				if err := w.Write(t.Context(), func(tx *store.Tx) error {
					return tx.AppendAll([]*domain.Event{{Type: domain.DutyOwned, Duty: w.duty.ID}, {Type: domain.DutyOwned, Duty: w.duty.ID}})
				}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	require.NoError(t, at.Wait())

	after, err := w.Reader().Head(t.Context())
	require.NoError(t, err)
	require.Equal(t, before+2*writers*each, after)
	events, err := w.Reader().Events(t.Context(), 0, int(after)+1)
	require.NoError(t, err)
	require.Len(t, events, int(after))
	for i, e := range events {
		require.EqualValues(t, i+1, e.Seq)
	}
}

// ownInstants is a history that tells of many instants in one Write.
func ownInstants(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	began := w.clock.Now()
	told := []*domain.Event{
		{Type: domain.DutyOwned, Duty: w.duty.ID}, {Type: domain.DutyOwned, Duty: w.duty.ID, At: began.Add(48 * time.Hour)},
	}
	w.write(t, func(tx *store.Tx) error { return tx.AppendAll(told) })
	require.Equal(t, began, told[0].At)
	require.Equal(t, began.Add(48*time.Hour), told[1].At)
	w.write(t, func(tx *store.Tx) error {
		require.Equal(t, told[1].At, tx.Now(), "the next Write is no earlier")
		return nil
	})
	err := w.Write(t.Context(), func(tx *store.Tx) error {
		return tx.Append(&domain.Event{Type: domain.DutyOwned, Duty: w.duty.ID, At: began})
	})
	require.ErrorContains(t, err, "back in time")
	before := w.clock.Now().Add(-time.Hour)
	w.write(t, func(tx *store.Tx) error {
		evidence := []domain.Evidence{{ID: tx.NewID(), BodyID: w.trust.ID, Kind: domain.EvidenceLink, Title: "-", AddedAt: before}}
		if err := tx.AddEvidences(evidence); err != nil {
			return err
		}
		e, err := tx.Evidence(evidence[0].ID)
		require.Equal(t, before, e.AddedAt)
		return err
	})
}

func instants(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	summer := time.Date(2027, 7, 1, 0, 30, 0, 123456789, time.FixedZone("elsewhere", -5*3600))
	w.clock.Set(summer)
	var id domain.ID
	w.write(t, func(tx *store.Tx) error {
		require.Equal(t, summer.UTC().Truncate(time.Microsecond), tx.Now(), "UTC, in microseconds")
		require.Equal(t, domain.Day("2027-07-01"), tx.Today())
		w.clock.Pass(time.Hour)
		require.Equal(t, summer.UTC().Truncate(time.Microsecond), tx.Now(), "one instant per Write")
		r := domain.Return{DutyID: w.duty.ID, State: domain.ReturnSigned, SignedAt: summer}
		require.NoError(t, tx.PutReturn(&r))
		id = r.ID
		return tx.Append(&domain.Event{Type: domain.DutyOwned, Duty: w.duty.ID})
	})
	w.clock.Pass(-48 * time.Hour)
	w.write(t, func(tx *store.Tx) error {
		require.Equal(t, summer.UTC().Truncate(time.Microsecond), tx.Now(), "the clock went back: never before the last event")
		return nil
	})
	r, err := w.Reader().Return(t.Context(), everywhere(), id)
	require.NoError(t, err)
	require.Equal(t, summer.UTC().Truncate(time.Microsecond), r.SignedAt)
	heads, err := w.Reader().ReturnHeads(t.Context(), everywhere(), domain.ReturnSigned)
	require.NoError(t, err)
	require.Equal(t, summer.UTC().Truncate(time.Microsecond), heads[0].SignedAt)
	s, err := w.Reader().Sealed(t.Context(), everywhere(), w.version.ID)
	require.NoError(t, err)
	require.Equal(t, NewClock().Now(), s.At)
}

func everywhere() domain.Scope { return domain.Scope{All: true} }

func eventBytes(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	event := &domain.Event{Type: domain.DutyResponded, Actor: w.person.ID, Report: report, Rec: 14,
		Body: w.trust.ID, Duty: w.duty.ID, Facts: json.RawMessage(`{"b":1,"a":"caf\u00e9 <é>","n":1.50}`)}
	w.write(t, func(tx *store.Tx) error { return tx.Append(event) })

	stored, err := w.Reader().Events(t.Context(), event.Seq-1, 1)
	require.NoError(t, err)
	written, err := json.Marshal(event)
	require.NoError(t, err)
	require.Equal(t, string(written), string(stored[0].Body))
	require.Equal(t, 1, event.V)
	require.Equal(t, w.clock.Now(), event.At)
}

var errStop = errors.New("stop")

func nothingIsLeft(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before := dump(t, w)
	half := func(tx *store.Tx) {
		state := w.duty.State
		state.Response = domain.ResponseAccepted
		require.NoError(t, tx.Append(&domain.Event{Type: domain.DutyOwned, Duty: w.duty.ID, State: &state}))
		changed := w.duty
		changed.State = state
		require.NoError(t, tx.PutDuty(&changed))
	}
	err := w.Write(t.Context(), func(tx *store.Tx) error {
		half(tx)
		return errStop
	})
	require.ErrorIs(t, err, errStop)
	require.Equal(t, before, dump(t, w))

	require.PanicsWithValue(t, "halfway", func() {
		_ = w.Write(t.Context(), func(tx *store.Tx) error {
			half(tx)
			panic("halfway")
		})
	})
	require.Equal(t, before, dump(t, w))

	ctx, cancel := context.WithCancel(t.Context())
	err = w.Write(ctx, func(tx *store.Tx) error {
		half(tx)
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, before, dump(t, w))

	w.write(t, func(tx *store.Tx) error { // and work goes on
		half(tx)
		return nil
	})
	require.NotEqual(t, before, dump(t, w))
}

// everyStatementBroken breaks one statement after the other of a Write that
// touches many tables, by a trigger, and looks for what is left of it.
func everyStatementBroken(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	r := domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnDraft}
	w.write(t, func(tx *store.Tx) error { return tx.PutReturn(&r) })
	sign := func(tx *store.Tx) error {
		duty, back := w.duty, r
		evidence := domain.Evidence{BodyID: w.trust.ID, Kind: domain.EvidenceStatement}
		if err := tx.AddEvidence(&evidence); err != nil {
			return err
		}
		version := domain.Version{Content: domain.Content{Evidence: []domain.EvidenceUse{{EvidenceID: evidence.ID}}}}
		if _, err := tx.Seal(domain.Sealed{Kind: domain.SealedVersion, DutyID: duty.ID, No: 2}, version); err != nil {
			return err
		}
		event := &domain.Event{Type: domain.ReturnSignedE, Duty: duty.ID, State: &duty.State}
		if err := tx.Append(event); err != nil {
			return err
		}
		duty.Seq = event.Seq
		return errors.Join(tx.PutDuty(&duty), tx.PutReturn(&back))
	}
	before := dump(t, w)
	for _, statement := range []string{"INSERT ON evidence", "INSERT ON sealed", "INSERT ON evidence_use", "INSERT ON event",
		"INSERT ON duty_state", "UPDATE ON duty", `UPDATE ON "return"`, "UPDATE ON head"} {
		mend := breakStatement(t, w, statement)
		err := w.Write(t.Context(), sign)
		require.ErrorContains(t, err, "broken on purpose", statement)
		require.Empty(t, domain.KindOf(err), "a fault, not a problem of the user's")
		mend()
		require.Equal(t, before, dump(t, w), statement)
	}
	w.write(t, sign)
}

// breakStatement makes the database refuse one kind of statement.
func breakStatement(t *testing.T, w *world, statement string) (mend func()) {
	t.Helper()
	db := w.db.SQL(t, w.db.Owner)
	_, table, _ := strings.Cut(statement, " ON ")
	create := []string{"CREATE TRIGGER broken BEFORE " + statement + " BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END"}
	drop := "DROP TRIGGER broken"
	if isPostgres(w.db) {
		create = []string{
			`CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$`,
			"CREATE TRIGGER broken BEFORE " + statement + " FOR EACH ROW EXECUTE FUNCTION broken()",
		}
		drop += " ON " + table
	}
	for _, sql := range create {
		_, err := db.Exec(sql)
		require.NoError(t, err, sql)
	}
	return func() {
		_, err := db.Exec(drop)
		require.NoError(t, err)
	}
}

func isPostgres(db Database) bool { return strings.HasPrefix(db.Address, "postgres") }

func noCommitAfterFailure(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	before := dump(t, w)
	err := w.Write(t.Context(), func(tx *store.Tx) error {
		require.NoError(t, tx.Append(&domain.Event{Type: domain.DutyOwned, Duty: w.duty.ID}))
		require.Error(t, tx.PutPerson(&domain.Person{Email: w.person.Email}))
		return nil // swallowed
	})
	require.Error(t, err)
	require.Equal(t, before, dump(t, w))
}

func noWriteSkew(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	const writers, each = 6, 8
	var at errgroup.Group
	for range writers {
		at.Go(func() error {
			for range each {
				err := w.Write(t.Context(), func(tx *store.Tx) error {
					d, err := tx.Duty(w.duty.ID)
					if err != nil {
						return err
					}
					d.State.Slips++
					return tx.PutDuty(&d)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	require.NoError(t, at.Wait())
	d, err := w.Reader().Duty(t.Context(), everywhere(), w.duty.ID)
	require.NoError(t, err)
	require.Equal(t, writers*each, d.State.Slips)
	require.Equal(t, 1+writers*each, d.Version)
}

func lockWait(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	impatient := OpenWith(t, store.Options{Address: w.db.Address, Now: w.clock.Now, Patience: 50 * time.Millisecond})
	err := w.Write(t.Context(), func(*store.Tx) error { // holds the head
		return impatient.Write(t.Context(), func(*store.Tx) error { return nil })
	})
	require.Equal(t, domain.Unavailable, domain.KindOf(err), "%v", err)
	require.NoError(t, impatient.Write(t.Context(), func(*store.Tx) error { return nil }), "and then it works")
}

// dump is every row of every table, as text.
func dump(t *testing.T, w *world) map[string][]string {
	t.Helper()
	db := w.db.SQL(t, w.db.Owner)
	all := map[string][]string{}
	for _, table := range tables() {
		rows, err := db.Query(`SELECT * FROM "` + table + `"`)
		require.NoError(t, err)
		columns, err := rows.Columns()
		require.NoError(t, err)
		for rows.Next() {
			values, targets := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				targets[i] = &values[i]
			}
			require.NoError(t, rows.Scan(targets...))
			all[table] = append(all[table], fmt.Sprintf("%v", values))
		}
		require.NoError(t, rows.Err())
		require.NoError(t, rows.Close())
		slices.Sort(all[table])
	}
	return all
}

// tables is every table but those of work.
func tables() []string {
	return append(recordTables(), "head", "sealed", "evidence", "body", "duty", "round", "return", "action", "partnership",
		"edge_ruling", "take_up", "agreement", "person", "membership", "assignment", "credential",
		"spot_check", "check_item", "client", "chase")
}

// recordTables is those in which nothing ever changes.
func recordTables() []string {
	return []string{"event", "duty_state", "body_state", "pack", "release_figures", "evidence_use", "instance", "check_entry", "check_result",
		"publication", "publication_row", "publication_end", "publication_file"}
}
