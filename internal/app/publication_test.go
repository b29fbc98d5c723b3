package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store/storetest"
	"heed/internal/view"
)

var everywhere = domain.Scope{All: true}

// publishing is England's and the UK-wide bodies' publication of this moment.
func (w *world) publishing() app.PreparePublication {
	w.t.Helper()
	views := view.New(w.store.Reader(), func() time.Time { return *w.clock })
	defer views.Close()
	picture, err := views.Picture(w.ctx, "ctr")
	require.NoError(w.t, err)
	nations := []domain.Nation{domain.England, domain.UK}
	rows, err := picture.Published(view.Cut{View: everywhere}, nations)
	require.NoError(w.t, err)
	require.NoError(w.t, views.Publish(w.ctx, picture, everywhere, rows))
	return app.PreparePublication{Rows: rows, Publication: domain.Publication{
		Report: "ctr", Title: picture.Pack.Report.Title, Nation: domain.England, Nations: nations, Day: picture.Day, AsOf: picture.Seq,
		Recs: picture.PublishedRecs(), ReadDays: 10,
	}}
}

func (w *world) prepared() domain.Publication {
	w.t.Helper()
	p, err := w.PreparePublication(w.ctx, w.as("lea"), w.publishing())
	require.NoError(w.t, err)
	return p
}

func stored() []domain.PublicationFile {
	return []domain.PublicationFile{{Format: "csv", Name: "rows.csv", MediaType: "text/csv", Content: []byte("a,b\n")}}
}

func (w *world) reply(as string, p domain.Publication, text string) error {
	return w.ReplyPublication(w.ctx, w.as(as), app.ReplyPublication{Publication: p.ID, Body: "RJ1", Text: text})
}

func (w *world) issue(as string, p domain.Publication, replies int) (domain.Publication, error) {
	return w.IssuePublication(w.ctx, w.as(as), app.IssuePublication{ID: p.ID, No: 1, Replies: replies, Files: stored()})
}

// freshRow is a row of the record as it is now.
func (w *world) freshRow(key domain.DutyKey) domain.PublicationRow {
	w.t.Helper()
	for _, row := range w.publishing().Rows {
		if row.Duty == w.duty(key).ID {
			return row
		}
	}
	w.t.Fatal("no row of", key)
	return domain.PublicationRow{}
}

func (w *world) correct(p domain.Publication, no int, reason string, rows ...domain.PublicationRow) (domain.Publication, error) {
	return w.CorrectPublication(w.ctx, w.as("lea"), app.CorrectPublication{
		ID: p.ID, Seq: w.head(), Reason: reason, Rows: rows, No: no, Files: stored(),
	})
}

// tellOfPublications prepares, withdraws, prepares again, replies, issues and
// corrects.
func (w *world) tellOfPublications() {
	w.t.Helper()
	w.must(w.WithdrawPublication(w.ctx, w.as("lea"), app.WithdrawPublication{ID: w.prepared().ID, Reason: "Too early."}))
	p := w.prepared()
	w.must(w.reply("rita", p, "We wait for money."))
	w.pass(20)
	_, err := w.issue("lea", p, 1)
	w.must(err)
	funder := dutyAt("NIHR", 5)
	w.must(w.NameOwner(w.ctx, w.as("fay"), app.NameOwner{Key: funder, Guard: w.duty(funder).Version, Owner: "Head of capacity"}))
	_, err = w.correct(p, 1, "The owner was another.", w.freshRow(funder))
	w.must(err)
}

// TestR9_ABodyReadsThenTheLeadIssues is the whole way of a publication, on both
// engines.
func TestR9_ABodyReadsThenTheLeadIssues(t *testing.T) {
	for name, at := range map[string]func() *world{
		"sqlite": func() *world { return newWorld(t) }, "postgres": func() *world { return newWorldAt(t, storetest.Postgres(t).Address) },
	} {
		t.Run(name, func(t *testing.T) {
			w := at()
			w.openRound()
			p := w.prepared()
			require.Equal(t, w.today().WorkingDaysAfter(10), p.ReplyBy)
			require.NoError(t, w.reply("rita", p, "We wait for money."))
			require.Equal(t, domain.Conflict, domain.KindOf(w.reply("anna", p, "Not so.")), "one reply for the body")
			_, err := w.issue("lea", p, 1)
			require.Equal(t, domain.Invalid, domain.KindOf(err), "bodies may reply still")
			require.Equal(t, domain.Day("2026-12-08"), domain.AsProblems(err)[0].Args["Day"], "and the refusal says until when")
			w.pass(15)
			require.Equal(t, domain.NotFound, domain.KindOf(w.reply("hill", p, "Late.")), "not RJ1's own")
			issued, err := w.issue("lea", p, 1)
			require.NoError(t, err)
			require.Equal(t, 1, issued.End.No)
			sum := sha256.Sum256([]byte("a,b\n"))
			require.Equal(t, hex.EncodeToString(sum[:]), issued.End.Files[0].Hash)

			before, err := w.store.Reader().PublicationRows(w.ctx, domain.Scope{}, p.ID)
			require.NoError(t, err)
			require.NotEmpty(t, before, "what was issued is everybody's")
			require.NoError(t, w.NameOwner(w.ctx, w.as("rita"), app.NameOwner{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Owner: "Medical director"}))
			fixed, err := w.correct(p, 1, "The owner was another.", w.freshRow(riverside(1)))
			require.NoError(t, err)
			require.Equal(t, []int{1, 1}, []int{fixed.End.No, fixed.End.Correction})
			after, err := w.store.Reader().PublicationRows(w.ctx, domain.Scope{}, p.ID)
			require.NoError(t, err)
			require.Equal(t, before, after, "the first issue stays as it was")
			corrected, err := w.store.Reader().PublicationRows(w.ctx, domain.Scope{}, fixed.ID)
			require.NoError(t, err)
			require.Equal(t, []domain.ID{w.duty(riverside(1)).ID}, fixed.Corrected)
			differ := 0
			for i := range before {
				if !before[i].SaysSame(corrected[i]) {
					differ++
					require.Equal(t, "Medical director", corrected[i].Owner)
				}
			}
			require.Equal(t, 1, differ)
			content, err := w.store.Reader().PublicationFile(w.ctx, p.ID, "csv")
			require.NoError(t, err)
			require.Equal(t, "a,b\n", string(content))
		})
	}
}

func TestR9_WhoMayPublish(t *testing.T) {
	w := newWorld(t)
	in := w.publishing()
	prepare := func(actor domain.Actor) error { _, err := w.PreparePublication(w.ctx, actor, in); return err }
	w.strangers([]string{"rex", "aud"}, []string{"shona", "rita", "adam"}, prepare)
	w.happens(func() error { return prepare(w.as("lea")) }, domain.PublicationPrepared)
	in.Publication.AsOf = w.head()
	w.changesNothing(func() error { return prepare(w.as("lea")) })
	all, err := w.store.Reader().Publications(w.ctx, everywhere, "ctr")
	require.NoError(t, err)
	require.Len(t, all, 1)
	p := all[0]
	in.Publication.ReadDays = 5
	w.refuses(domain.Invalid, "publication.draft_open", func() error { return prepare(w.as("lea")) })

	w.refuses(domain.NotFound, "not_found", func() error { return w.reply("loch", p, "Ours?") })
	w.refuses(domain.NotFound, "not_found", func() error { return w.reply("hill", p, "Ours?") })
	w.refuses(domain.Forbidden, "not_yours", func() error { return w.reply("rex", p, "Ours?") })
	w.refuses(domain.Forbidden, "not_yours", func() error { return w.reply("hr", p, "HR alone.") })
	w.refuses(domain.Invalid, "publication.reply_missing", func() error { return w.reply("rita", p, "") })
	w.happens(func() error { return w.reply("rita", p, "We wait.") }, domain.PublicationReplied)
	w.changesNothing(func() error { return w.reply("rita", p, "We wait.") })
	w.pass(20)
	w.refuses(domain.Invalid, "publication.reply_too_late", func() error {
		return w.ReplyPublication(w.ctx, w.as("hill"), app.ReplyPublication{Publication: p.ID, Body: "RX9", Text: "Late."})
	})
	issue := func(as string) func() error { return func() error { _, err := w.issue(as, p, 1); return err } }
	w.refuses(domain.Forbidden, "not_yours", issue("rex"))
	w.refuses(domain.NotFound, "not_found", issue("shona"))
	w.refuses(domain.Conflict, "publication.moved_on", func() error { _, err := w.issue("lea", p, 0); return err })
	w.happens(issue("lea"), domain.PublicationIssuedE)
	w.changesNothing(issue("lea"))
	w.refuses(domain.Conflict, "publication.not_draft", func() error {
		return w.WithdrawPublication(w.ctx, w.as("lea"), app.WithdrawPublication{ID: p.ID, Reason: "No."})
	})
	same := w.freshRow(riverside(14))
	w.refuses(domain.Invalid, "publication.nothing_to_correct", func() error { _, err := w.correct(p, 1, "Wrong.", same); return err })
	w.refuses(domain.Invalid, "publication.correction_reason_missing", func() error { _, err := w.correct(p, 1, "", same); return err })
	w.refuses(domain.Invalid, "publication.duties_missing", func() error { _, err := w.correct(p, 1, "Wrong."); return err })
}

func TestR9_ADraftIsWholeAndOfItsMoment(t *testing.T) {
	w := newWorld(t)
	prepare := func(spoil func(*app.PreparePublication)) func() error {
		in := w.publishing()
		spoil(&in)
		return func() error { _, err := w.PreparePublication(w.ctx, w.as("lea"), in); return err }
	}
	w.refuses(domain.Conflict, "publication.moved_on", prepare(func(in *app.PreparePublication) { in.Publication.AsOf-- }))
	w.refuses(domain.Invalid, "publication.incomplete", prepare(func(in *app.PreparePublication) { in.Rows = in.Rows[1:] }))
	w.refuses(domain.Invalid, "publication.not_the_nations", prepare(func(in *app.PreparePublication) { in.Rows = append(in.Rows, in.Rows[0]) }))
	w.refuses(domain.Invalid, "publication.not_the_nations", prepare(func(in *app.PreparePublication) { in.Publication.Nations = in.Publication.Nations[:1] }))
	w.refuses(domain.Invalid, "publication.day_to_come", prepare(func(in *app.PreparePublication) { in.Publication.Day = w.today().Add(1) }))
	w.refuses(domain.Invalid, "publication.read_days", prepare(func(in *app.PreparePublication) { in.Publication.ReadDays = 0 }))
	w.refuses(domain.NotFound, "not_found", prepare(func(in *app.PreparePublication) {
		in.Publication.Nations = append(in.Publication.Nations, domain.Scotland)
	}))
	riverside, err := w.store.Reader().BodyByCode(w.ctx, "RJ1")
	require.NoError(t, err)
	w.refuses(domain.Invalid, "publication.paused_reason_missing", prepare(func(in *app.PreparePublication) {
		in.Publication.Paused = []domain.PausedBody{{BodyID: riverside.ID, Code: "RJ1"}}
	}))

	in := w.publishing()
	in.Publication.Paused = []domain.PausedBody{{BodyID: riverside.ID, Code: "RJ1", Reason: "A cyber attack."}}
	p, err := w.PreparePublication(w.ctx, w.as("lea"), in)
	require.NoError(t, err)
	rows, err := w.store.Reader().PublicationRows(w.ctx, everywhere, p.ID)
	require.NoError(t, err)
	owed := domain.TallyPublished(p, rows)[domain.PublishedPlace{}]
	require.Equal(t, len(in.Rows), owed.Owed(), "every duty is counted (R1)")
	for _, row := range rows {
		require.NotEqual(t, "RJ1", row.Body, "who is paused is not in it (R7)")
		require.NotEqual(t, domain.WordNotReached, row.Word, "who was never reached is not named (R8)")
	}
	w.happens(func() error { return w.reply("rita", p, "We are paused since Monday.") }, domain.PublicationReplied)
	own := domain.Scope{Grants: []domain.Grant{{Path: riverside.Path}}}
	seen, err := w.store.Reader().Publication(w.ctx, own, p.ID)
	require.NoError(t, err, "who is named as paused reads that first (R9)")
	require.Equal(t, p.ID, seen.ID)
	replies, err := w.store.Reader().RepliesTo(w.ctx, own, p.ID)
	require.NoError(t, err)
	require.Len(t, replies, 1)
}
