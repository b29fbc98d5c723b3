package storetest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// publications reads a draft as each of several scopes, and what was issued as
// nobody (R9).
func publications(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	draft := domain.Publication{Report: report, Nation: domain.England, Nations: []domain.Nation{domain.England, domain.UK}}
	rows := []domain.PublicationRow{
		{Duty: w.other.ID, BodyID: w.university.ID, Body: "10003645", Rec: 16, Summary: "é <ours>"},
		{Duty: w.duty.ID, BodyID: w.trust.ID, Body: "RJ1", Rec: 14},
	}
	w.write(t, func(tx *store.Tx) error {
		require.NoError(t, tx.AddPublication(&draft, rows))
		_, err := tx.Seal(domain.Sealed{Kind: domain.SealedReply, BodyID: w.trust.ID, Re: draft.ID, By: w.person.ID}, domain.Statement{Text: "So."})
		return err
	})
	r, ctx := w.Reader(), t.Context()
	for path, seen := range map[string]int{"uk": 2, "uk/england": 1, w.trust.Path: 1, w.university.Path: 1, "uk/scotland": 0, w.trust.Path + "0": 0} {
		scope := domain.Scope{Grants: []domain.Grant{{Path: path}}}
		got, err := r.PublicationRows(ctx, scope, draft.ID)
		require.NoError(t, err)
		require.Len(t, got, seen, path)
		p, err := r.Publication(ctx, scope, draft.ID)
		require.Equal(t, seen > 0, err == nil, path)
		if err == nil {
			require.Equal(t, draft, p)
		}
		all, err := r.Publications(ctx, scope, report)
		require.NoError(t, err)
		require.Equal(t, w.issued.ID, all[0].ID, "what was issued is everybody's")
		require.Len(t, all, 1+min(seen, 1), path)
		replies, err := r.RepliesTo(ctx, scope, draft.ID)
		require.NoError(t, err)
		require.Equal(t, domain.Covers(path, w.trust.Path), len(replies) == 1, path)
	}
	limited := domain.Scope{Grants: []domain.Grant{{Path: w.trust.Path, Recs: []int{6}}}}
	got, err := r.PublicationRows(ctx, limited, draft.ID)
	require.NoError(t, err)
	require.Empty(t, got, "a membership of some recommendations sees those (R15)")

	whole, err := r.PublicationRows(ctx, everywhere(), draft.ID)
	require.NoError(t, err)
	require.Equal(t, rows, whole, "in the order in which they were frozen")
	issued, err := r.PublicationRows(ctx, domain.Scope{}, w.issued.ID)
	require.NoError(t, err)
	require.Len(t, issued, 1)
	content, err := r.PublicationFile(ctx, w.issued.ID, "csv")
	require.NoError(t, err)
	require.Equal(t, "a,b", string(content))
	_, err = r.PublicationFile(ctx, draft.ID, "csv")
	require.Equal(t, domain.NotFound, domain.KindOf(err))
	w.write(t, func(tx *store.Tx) error {
		hash, err := tx.HashOfRows(draft.ID)
		require.Equal(t, draft.RowsHash, hash)
		return err
	})
	endsOnce(t, w, draft)
}

// endsOnce tries to give a number twice, and to end a draft twice.
func endsOnce(t *testing.T, w *world, draft domain.Publication) {
	t.Helper()
	end := func(end domain.PublicationEnd) error {
		return w.Write(t.Context(), func(tx *store.Tx) error { p := draft; return tx.EndPublication(&p, end) })
	}
	taken := domain.PublicationEnd{State: domain.PublicationIssued, No: 1}
	require.Equal(t, domain.Conflict, domain.KindOf(end(taken)), "a number is given once")
	require.NoError(t, end(domain.PublicationEnd{State: domain.PublicationWithdrawn}))
	require.Equal(t, domain.Conflict, domain.KindOf(end(domain.PublicationEnd{State: domain.PublicationIssued, No: 2})), "a draft ends once")
	own := domain.Scope{Grants: []domain.Grant{{Path: w.trust.Path}}}
	withdrawn, err := w.Reader().Publication(t.Context(), own, draft.ID)
	require.NoError(t, err, "who read a draft reads what became of it")
	require.Equal(t, domain.PublicationWithdrawn, withdrawn.State())
	elsewhere := domain.Scope{Grants: []domain.Grant{{Path: "uk/england/NONE"}}}
	_, err = w.Reader().Publication(t.Context(), elsewhere, draft.ID)
	require.Equal(t, domain.NotFound, domain.KindOf(err), "and nobody else but its oversight")
	all, err := w.Reader().Publications(t.Context(), domain.Scope{Grants: []domain.Grant{{Path: "uk/england"}}}, report)
	require.NoError(t, err)
	require.Len(t, all, 2)
}
