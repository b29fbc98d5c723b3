package app_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
)

// add is AddEvidence as a test asks for it.
func (w *world) add(who string, in app.AddEvidence) func() error {
	return func() error {
		_, err := w.AddEvidence(w.ctx, w.as(who), in)
		return err
	}
}

func TestAddEvidence(t *testing.T) {
	w := newWorld(t)
	w.strangers([]string{"anna", "rex", "aud"}, []string{"hill", "uma", "sean", "asa"}, func(actor domain.Actor) error {
		_, err := w.AddEvidence(w.ctx, actor, textFile("RJ1", "minutes.txt", "We agreed."))
		return err
	})
	require.Empty(t, w.kept(), "nothing of a stranger's is stored")

	w.happens(w.add("rita", link("RJ1")), domain.EvidenceAdded)
	w.changesNothing(w.add("ravi", link("RJ1")))
	w.happens(w.add("rita", textFile("RJ1", "minutes.txt", "We agreed.")), domain.EvidenceAdded)
	w.changesNothing(w.add("rita", textFile("RJ1", "minutes.txt", "We agreed."))) // a second press: no row, no bytes

	library, err := w.store.Reader().EvidenceOf(w.ctx, all(), w.duty(riverside(1)).BodyID)
	require.NoError(t, err)
	require.Len(t, library, 2)
	require.Equal(t, "minutes.txt", library[1].FileName)
	require.Equal(t, int64(len("We agreed.")), library[1].Size)
	require.Len(t, library[1].Hash, 64)
	require.Len(t, w.kept(), 1)
}

func TestAddEvidenceNamesAFileByItsNameWhereNoTitleIsGiven(t *testing.T) {
	w := newWorld(t)
	in := textFile("RJ1", "minutes.txt", "We agreed.")
	in.Title = ""
	e, err := w.AddEvidence(w.ctx, w.as("rita"), in)
	require.NoError(t, err)
	require.Equal(t, "minutes.txt", e.Title)
}

func TestAddEvidenceFindsEveryFaultAndKeepsNothing(t *testing.T) {
	w := newWorld(t)
	for key, in := range map[string]app.AddEvidence{
		"file.empty":     textFile("RJ1", "minutes.txt", ""),
		"file.type":      textFile("RJ1", "minutes.exe", "MZ"),
		"file.name":      textFile("RJ1", "../minutes.txt", "We agreed."),
		"file.too_large": textFile("RJ1", "minutes.txt", strings.Repeat("We agreed. ", 1<<17)),
		"file.missing":   {Body: "RJ1", Kind: domain.EvidenceFile, Title: "Minutes", From: "2026-01-01", To: "2026-06-30"},
	} {
		w.refuses(domain.Invalid, key, w.add("rita", in))
		in.From = ""
		in.File = nil
		w.refuses(domain.Invalid, "evidence.period_missing", w.add("rita", in))
	}
	broken := textFile("RJ1", "minutes.txt", "")
	broken.File = io.MultiReader(strings.NewReader("We agr"), breaksOff{})
	w.refuses(domain.Invalid, "file.broken_off", w.add("rita", broken))
	unfit := textFile("RJ1", "minutes.txt", "We agreed.")
	unfit.To = "2025-12-31"
	w.refuses(domain.Invalid, "evidence.period_order", w.add("rita", unfit))
	require.Empty(t, w.kept())
}

// breaksOff is a visitor who goes away.
type breaksOff struct{}

func (breaksOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAddEvidenceChecksLinksAndStatements(t *testing.T) {
	w := newWorld(t)
	for _, unfit := range []string{"", "policy", "javascript:alert(1)", "ftp://example.org/policy", "https://"} {
		in := link("RJ1")
		in.URL = unfit
		w.refuses(domain.Invalid, "evidence.url", w.add("rita", in))
	}
	statement := app.AddEvidence{Body: "RJ1", Kind: domain.EvidenceStatement, Title: "Our word", From: "2026-01-01", To: "2026-06-30"}
	w.refuses(domain.Invalid, "evidence.text_missing", w.add("rita", statement))
	old := link("RJ1")
	old.Expires = old.From
	w.refuses(domain.Invalid, "evidence.expires_before", w.add("rita", old))
}

func TestAddEvidenceReplacesOnlyWhatTheLibraryHolds(t *testing.T) {
	w := newWorld(t)
	first := w.proof("rita", "RJ1")
	newer := textFile("RJ1", "minutes.txt", "We agreed again.")
	newer.Replaces = w.proof("hill", "RX9").ID
	w.refuses(domain.NotFound, "not_found", w.add("rita", newer))
	newer = textFile("RJ1", "minutes.txt", "We agreed again.")
	newer.Replaces = first.ID
	w.happens(w.add("rita", newer), domain.EvidenceAdded)
}

func TestAddEvidenceKeepsAFileWhenNobodyCanSayWhetherItsRowIsThere(t *testing.T) {
	w := newWorld(t)
	in := textFile("RJ1", "minutes.txt", "")
	in.File = io.MultiReader(strings.NewReader("We agreed."), closes{w.store})
	_, err := w.AddEvidence(w.ctx, w.as("rita"), in)
	require.Error(t, err)
	require.Len(t, w.kept(), 1, "sweeping decides")
}

// closes takes the database away as the last byte of a file arrives.
type closes struct{ store *store.Store }

func (c closes) Read([]byte) (int, error) {
	if err := c.store.Close(); err != nil {
		return 0, err
	}
	return 0, io.EOF
}

// file adds a file to a body's library.
func (w *world) file(who, body string) domain.Evidence {
	w.t.Helper()
	e, err := w.AddEvidence(w.ctx, w.as(who), textFile(body, "minutes.txt", "We agreed."))
	require.NoError(w.t, err)
	return e
}

// opens says whether somebody may open a file, and reads it.
func (w *world) opens(who string, e domain.Evidence) bool {
	w.t.Helper()
	found, content, err := w.OpenEvidence(w.ctx, w.as(who), e.ID)
	if err != nil {
		require.Equal(w.t, domain.NotFound, domain.KindOf(err), "%s: %v", who, err)
		return false
	}
	text, err := io.ReadAll(content)
	require.NoError(w.t, err)
	require.NoError(w.t, content.Close())
	require.Equal(w.t, "We agreed.", string(text))
	require.Equal(w.t, e.Hash, found.Hash)
	return true
}

func TestR4_OversightOpensEvidenceFromSignOff(t *testing.T) {
	w := newWorld(t)
	e := w.file("rita", "RJ1")
	for _, who := range []string{"rita", "ravi", "anna"} {
		require.True(t, w.opens(who, e), who)
	}
	no := w.submit("rita", riverside(1), claim(e, "1a", "1b"))
	for _, who := range []string{"rex", "lea", "aud"} {
		require.False(t, w.opens(who, e), "%s before sign-off", who)
	}
	require.NoError(t, w.SignReturn(w.ctx, w.as("anna"), app.SignReturn{Key: riverside(1), No: no, Signature: attest()}))
	for _, who := range []string{"rex", "lea", "aud"} {
		require.True(t, w.opens(who, e), who)
	}
	for _, who := range []string{"hill", "uma", "sean", "asa", "obs", "adam"} {
		require.False(t, w.opens(who, e), who)
	}
}

func TestR5_WhoWasAssignedAReviewOpensItsEvidence(t *testing.T) {
	w := newWorld(t)
	e := w.file("guy", "UKG")
	w.sign("guy", "gwen", dutyAt("UKG", 3), claim(e, "3a"))
	require.False(t, w.opens("asa", e))
	require.NoError(t, w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: dutyAt("UKG", 3), Person: "asa"}))
	require.True(t, w.opens("asa", e))
}

func TestR17_PartnersWithASharedOfficeLeanOnTheSameEvidence(t *testing.T) {
	w := newWorld(t)
	office, other := w.file("rita", "RJ1"), w.proof("rita", "RJ1")
	w.sign("rita", "anna", riverside(14), claim(office, "14a"))
	w.sign("ravi", "anna", riverside(1), claim(other, "1a", "1b"))
	lean := func() error {
		_, err := w.SaveDraft(w.ctx, w.as("uma"), app.SaveDraft{Key: dutyAt("UNI", 14), Content: claim(office, "14a")})
		return err
	}
	require.False(t, w.opens("uma", office))
	w.refuses(domain.NotFound, "not_found", lean)

	w.partners()
	require.True(t, w.opens("uma", office))
	_, _, err := w.OpenEvidence(w.ctx, w.as("uma"), other.ID)
	require.Equal(t, domain.NotFound, domain.KindOf(err), "what duty 1 cites is not shared")
	w.happens(lean) // drafting is no event
}
