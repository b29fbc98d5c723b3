package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// world is a small database: two bodies with a duty each, and one row of
// everything that hangs on the first.
type world struct {
	*store.Store
	clock *Clock
	db    Database

	trust, university domain.Body
	duty, other       domain.Duty
	round             domain.Round
	person            domain.Person
	evidence          domain.Evidence
	version           domain.Sealed
	check             domain.SpotCheck
	items             []domain.CheckItem
	issued            domain.Publication
}

const report = "ctr"

func newWorld(t *testing.T, engine Engine) *world {
	t.Helper()
	w := &world{clock: NewClock(), db: engine(t)}
	w.Store = Open(t, w.db, w.clock)
	w.write(t, w.fill)
	w.clock.Pass(time.Second)
	w.write(t, w.fillOthers)
	return w
}

// write is a Write that must succeed.
func (w *world) write(t *testing.T, fn func(*store.Tx) error) {
	t.Helper()
	require.NoError(t, w.Write(context.Background(), fn))
}

func (w *world) fill(tx *store.Tx) error {
	w.trust = domain.Body{ID: tx.NewID(), Code: "RJ1", Kind: domain.Trust, Nation: domain.England, Path: "uk/england/london/RJ1"}
	w.university = domain.Body{ID: tx.NewID(), Code: "10003645", Kind: domain.University, Nation: domain.Wales, Path: "uk/wales/10003645"}
	for _, b := range []*domain.Body{&w.trust, &w.university} {
		event := &domain.Event{Type: domain.BodyRegistered, Actor: "operator", Body: b.ID}
		if err := tx.Append(event); err != nil {
			return err
		}
		b.Seq = event.Seq
		if err := tx.PutBody(b); err != nil {
			return err
		}
	}
	w.duty = domain.Duty{ID: tx.NewID(), BodyID: w.trust.ID, Report: report, Rec: 14, State: domain.NewDutyState()}
	w.other = domain.Duty{ID: tx.NewID(), BodyID: w.university.ID, Report: report, Rec: 16, State: domain.NewDutyState()}
	for _, d := range []*domain.Duty{&w.duty, &w.other} {
		event := &domain.Event{Type: domain.DutyAssigned, Actor: "operator", Report: report, Rec: d.Rec, Body: d.BodyID, Duty: d.ID, State: &d.State}
		if err := tx.Append(event); err != nil {
			return err
		}
		d.Seq = event.Seq
		if err := tx.PutDuty(d); err != nil {
			return err
		}
	}
	return w.fillRest(tx)
}

func (w *world) fillRest(tx *store.Tx) error {
	w.round = domain.Round{Report: report, Name: "Autumn 2026", Due: "2026-11-30"}
	w.person = domain.Person{Email: "r.d.office@example.nhs.uk", BodyID: w.trust.ID}
	w.evidence = domain.Evidence{BodyID: w.trust.ID, Kind: domain.EvidenceFile, Title: "Strategy", URL: "-", Text: "-",
		FileName: "strategy.pdf", Key: []byte("key"), Hash: "abc", Size: 5, From: "2026-01-01", To: "2026-06-30", MediaType: "application/pdf"}
	steps := []func() error{
		func() error { return tx.PutRound(&w.round) },
		func() error { return tx.PutPerson(&w.person) },
		func() error { return tx.AddEvidence(&w.evidence) },
		func() error {
			return tx.PutPack(&domain.Pack{Version: 1, Report: domain.Report{Key: report}}, tx.Head())
		},
		func() error {
			return tx.PutRelease(&domain.Release{Report: report, Nation: domain.Wales, Seq: tx.Head()})
		},
		func() error { return w.publish(tx) },
		func() error { return w.seal(tx) },
		func() error { return w.fillCheck(tx) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// publish issues a publication of the first duty.
func (w *world) publish(tx *store.Tx) error {
	w.issued = domain.Publication{Report: report, Nation: domain.England, Nations: []domain.Nation{domain.England}}
	rows := []domain.PublicationRow{{Duty: w.duty.ID, BodyID: w.trust.ID, Body: "RJ1", Nation: domain.England, Rec: 14}}
	if err := tx.AddPublication(&w.issued, rows); err != nil {
		return err
	}
	return tx.EndPublication(&w.issued, domain.PublicationEnd{State: domain.PublicationIssued, No: 1,
		Files: []domain.PublicationFile{{Format: "csv", Content: []byte("a,b")}}})
}

func (w *world) seal(tx *store.Tx) (err error) {
	content := domain.Version{No: 1, Content: domain.Content{Narrative: "We opened an office.",
		Evidence: []domain.EvidenceUse{{EvidenceID: w.evidence.ID}}}}
	w.version, err = tx.Seal(domain.Sealed{Kind: domain.SealedVersion, BodyID: w.trust.ID, DutyID: w.duty.ID, No: 1, By: w.person.ID}, content)
	return err
}

// fillOthers adds a second row where redaction is let through, which differs
// from the first in every column.
func (w *world) fillOthers(tx *store.Tx) error {
	newer := domain.Evidence{BodyID: w.university.ID, Kind: domain.EvidenceLink, Title: "Newer", From: "2026-02-01", To: "2026-07-30",
		Expires: "2027-01-01", Hash: "def", Size: 6, MediaType: "text/html", AddedBy: "somebody", Replaces: "another"}
	if err := tx.AddEvidence(&newer); err != nil {
		return err
	}
	_, err := tx.Seal(domain.Sealed{Kind: domain.SealedQuestion, BodyID: w.university.ID, DutyID: w.other.ID, No: 2, By: "somebody",
		Re: w.version.ID, Seq: 99}, domain.Statement{Text: "Since when?"})
	return err
}
