package storetest

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// insertOnly tries to change and to take away rows of the record, as every role
// that there is, by every statement that could.
func insertOnly(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	require.NoError(t, w.MarkInstance(t.Context(), false))
	before := dump(t, w)
	for _, as := range []string{w.db.Owner, w.db.Address} {
		db := w.db.SQL(t, as)
		for _, table := range append(recordTables(), "sealed", "evidence") {
			require.NotEmpty(t, before[table], table)
			for _, attack := range attacks(table, columnsOf(t, db, table), isPostgres(w.db)) {
				_, err := db.Exec(attack)
				require.Error(t, err, attack)
			}
		}
		for _, attack := range []string{"DELETE FROM head", "UPDATE head SET seq = seq - 1"} {
			_, err := db.Exec(attack)
			require.Error(t, err, attack)
		}
	}
	require.Equal(t, before, dump(t, w))
}

// attacks is the statements that would change rows of a table, or take them away.
func attacks(table string, columns []string, postgres bool) []string {
	key, last := columns[0], columns[len(columns)-1]
	attacks := []string{
		"UPDATE " + table + " SET " + key + " = " + key,
		"UPDATE " + table + " SET " + last + " = " + last,
		"DELETE FROM " + table,
		"DELETE FROM " + table + " WHERE " + key + " IS NOT NULL",
	}
	if postgres {
		return append(attacks,
			"TRUNCATE "+table,
			"TRUNCATE "+table+" CASCADE",
			"INSERT INTO "+table+" SELECT * FROM "+table+" ON CONFLICT ON CONSTRAINT "+table+"_pkey DO UPDATE SET "+last+" = EXCLUDED."+last,
			"MERGE INTO "+table+" AS there USING "+table+" AS here ON there."+key+" = here."+key+" WHEN MATCHED THEN DELETE")
	}
	return append(attacks,
		"REPLACE INTO "+table+" SELECT * FROM "+table,
		"INSERT OR REPLACE INTO "+table+" SELECT * FROM "+table,
		"UPDATE OR REPLACE "+table+" SET "+key+" = "+key)
}

func columnsOf(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + table + " WHERE 1=0")
	require.NoError(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	require.NoError(t, err)
	return columns
}

// redaction empties two rows, and tries to slip another change in with it.
func redaction(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	emptied := map[string][]string{
		"sealed":   {"content", "salt"},
		"evidence": {"title", "url", "text", "file_name", "file_key"},
	}
	ids := map[string]domain.ID{"sealed": w.version.ID, "evidence": w.evidence.ID}
	slipIn(t, w, emptied, ids)

	w.write(t, func(tx *store.Tx) error { return tx.RedactSealed(w.version.ID, 77) })
	w.write(t, func(tx *store.Tx) error { return tx.RedactEvidence(w.evidence.ID, 78) })

	reader, ctx := w.Reader(), t.Context()
	v, s, err := reader.VersionOf(ctx, everywhere(), w.duty.ID, 1)
	require.NoError(t, err)
	require.True(t, s.Redacted)
	require.Empty(t, s.Content)
	require.Equal(t, w.version.Digest, s.Digest, "what the ledger holds of it remains")
	require.Equal(t, w.person.ID, s.By)
	require.Equal(t, domain.Version{DutyID: w.duty.ID, No: 1, By: w.person.ID, At: w.version.At}, v)
	e, err := reader.Evidence(ctx, everywhere(), w.evidence.ID)
	require.NoError(t, err)
	want := w.evidence
	want.Redacted, want.Title, want.URL, want.Text, want.FileName, want.Key = true, "", "", "", "", nil
	require.Equal(t, want, e, "kind, period, hash, size, who and when remain (R2)")

	for _, again := range []func(*store.Tx) error{
		func(tx *store.Tx) error { return tx.RedactSealed(w.version.ID, 80) },
		func(tx *store.Tx) error { return tx.RedactEvidence(w.evidence.ID, 80) },
	} {
		require.Equal(t, domain.Conflict, domain.KindOf(w.Write(ctx, again)))
	}
	before := dump(t, w)
	for _, as := range []string{w.db.Owner, w.db.Address} {
		db := w.db.SQL(t, as)
		for table, columns := range emptied {
			for _, back := range append(slices.Clone(columns), "redacted_seq") {
				_, err := db.Exec("UPDATE " + table + " SET " + back + " = (SELECT " + back + " FROM " + table +
					" WHERE redacted_seq IS NULL) WHERE redacted_seq IS NOT NULL")
				require.Error(t, err, back)
			}
		}
	}
	require.Equal(t, before, dump(t, w))
}

// slipIn redacts while it changes one more column, each in turn, and redacts
// halfway.
func slipIn(t *testing.T, w *world, emptied map[string][]string, ids map[string]domain.ID) {
	t.Helper()
	before := dump(t, w)
	for _, as := range []string{w.db.Owner, w.db.Address} {
		db := w.db.SQL(t, as)
		for table, columns := range emptied {
			one := " WHERE id = '" + string(ids[table]) + "'"
			redact := "UPDATE " + table + " SET redacted_seq = 1, " + strings.Join(columns, " = NULL, ") + " = NULL"
			for _, column := range columnsOf(t, db, table) {
				if slices.Contains(columns, column) || column == "redacted_seq" {
					continue
				}
				another := "(SELECT " + column + " FROM " + table + " WHERE NOT id = '" + string(ids[table]) + "')"
				_, err := db.Exec(redact + ", " + column + " = " + another + one)
				require.Error(t, err, "%s.%s", table, column)
			}
			halfway := "UPDATE " + table + " SET redacted_seq = 1, " + columns[0] + " = NULL" + one
			_, err := db.Exec(halfway)
			require.Error(t, err, halfway)
			quietly := "UPDATE " + table + " SET " + strings.Join(columns, " = NULL, ") + " = NULL" + one
			_, err = db.Exec(quietly)
			require.Error(t, err, quietly)
		}
	}
	require.Equal(t, before, dump(t, w))
}

func sealedTexts(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	text := domain.Statement{Text: "Clinical research nurses were <redeployed>; é", Choice: "x"}
	var first, second domain.Sealed
	w.write(t, func(tx *store.Tx) (err error) {
		next := tx.Head() + 1
		first, err = tx.Seal(domain.Sealed{Kind: domain.SealedAnswer, DutyID: w.duty.ID, By: w.person.ID, Re: "q"}, text)
		require.NoError(t, err)
		require.Equal(t, next, first.Seq, "the next event names it")
		require.NoError(t, tx.Append(&domain.Event{Type: domain.QuestionAnswered, Sealed: first.ID, Digest: first.Digest}))
		second, err = tx.Seal(domain.Sealed{ID: "mine", Kind: domain.SealedAnswer, DutyID: w.duty.ID, By: w.person.ID}, text)
		return err
	})
	require.NotEqual(t, first.Digest, second.Digest, "the salt hides that two texts are the same")
	require.Equal(t, domain.ID("mine"), second.ID)
	require.Equal(t, w.clock.Now(), first.At)

	got, err := w.Reader().Sealed(t.Context(), everywhere(), first.ID)
	require.NoError(t, err)
	require.Equal(t, first, got)
	var read domain.Statement
	require.NoError(t, got.Decode(&read))
	require.Equal(t, text, read)

	var salt, content []byte
	db := w.db.SQL(t, w.db.Owner)
	require.NoError(t, db.QueryRow("SELECT salt, content FROM sealed WHERE id = '"+string(first.ID)+"'").Scan(&salt, &content))
	sum := sha256.Sum256(append(salt, content...))
	require.Len(t, salt, 16)
	require.Equal(t, hex.EncodeToString(sum[:]), first.Digest)

	all, err := w.Reader().SealedOf(t.Context(), everywhere(), w.duty.ID)
	require.NoError(t, err)
	require.Equal(t, []domain.ID{w.version.ID, first.ID, second.ID}, []domain.ID{all[0].ID, all[1].ID, all[2].ID})
	answers, err := w.Reader().SealedOf(t.Context(), everywhere(), w.duty.ID, domain.SealedAnswer, domain.SealedDispute)
	require.NoError(t, err)
	require.Len(t, answers, 2)
}

// dutyRecord signs and reviews a version, twice, and reads all of it back.
func dutyRecord(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	var reviews []domain.Review
	w.write(t, func(tx *store.Tx) error {
		about := domain.Sealed{DutyID: w.duty.ID, No: 1}
		signature := about
		signature.Kind, signature.By = domain.SealedSignature, "approver"
		_, err := tx.Seal(signature, domain.Signature{Words: "I attest"})
		require.NoError(t, err)
		for _, outcome := range []domain.Outcome{domain.SentBack, domain.Accepted} {
			row := about
			row.Kind, row.By = domain.SealedReview, "reviewer"
			s, err := tx.Seal(row, domain.Review{DutyID: w.duty.ID, VersionNo: 1, Outcome: outcome, Reasons: "Show the date."})
			require.NoError(t, err)
			reviews = append(reviews, domain.Review{ID: s.ID, DutyID: w.duty.ID, VersionNo: 1, Outcome: outcome,
				Reasons: "Show the date.", By: "reviewer", At: tx.Now()})
			require.NoError(t, tx.Append(&domain.Event{Type: domain.ReturnReviewed, Duty: w.duty.ID, No: 1, Sealed: s.ID}))
		}
		signer, err := tx.SignerOf(w.duty.ID, 1)
		require.NoError(t, err)
		require.Equal(t, domain.ID("approver"), signer)
		_, err = tx.SignerOf(w.duty.ID, 2)
		require.Equal(t, domain.NotFound, domain.KindOf(err))
		return nil
	})
	reader := w.Reader()
	got, err := reader.ReviewsOf(t.Context(), everywhere(), w.duty.ID)
	require.NoError(t, err)
	require.Equal(t, reviews, got)
	v, s, err := reader.VersionOf(t.Context(), everywhere(), w.duty.ID, 1)
	require.NoError(t, err)
	require.Equal(t, "We opened an office.", v.Content.Narrative)
	require.Equal(t, w.version, s)
	events, err := reader.EventsOf(t.Context(), everywhere(), w.duty.ID)
	require.NoError(t, err)
	require.Equal(t, []domain.EventType{domain.DutyAssigned, domain.ReturnReviewed, domain.ReturnReviewed},
		[]domain.EventType{events[0].Type, events[1].Type, events[2].Type})
	require.Equal(t, w.duty.State, *events[0].State)

	var state, stated string
	db := w.db.SQL(t, w.db.Owner)
	require.NoError(t, db.QueryRow("SELECT duty.state, duty_state.state FROM duty JOIN duty_state ON duty_id = id AND duty_state.seq = duty.seq WHERE id = '"+
		string(w.duty.ID)+"'").Scan(&state, &stated))
	require.Equal(t, stated, state, "the duty row equals its last state row")
}
