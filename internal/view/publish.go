package view

import (
	"context"
	"fmt"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// Publish adds to rows of a picture the words that are public (R9) as they stood
// at its last event: reasons, answers, summaries, slips, assessments with their
// reasons, and what is public of evidence. What was destroyed by order is left
// out (R2). The scope is where the asker sees duties whole.
func (v *Views) Publish(ctx context.Context, p *Picture, scope domain.Scope, rows []domain.PublicationRow) error {
	w := &publicWords{v: v, p: p, scope: scope, rows: rows, at: make(map[domain.ID]int, len(rows))}
	for i, row := range rows {
		w.at[row.Duty] = i
	}
	for _, step := range []func(context.Context) error{w.statements, w.versions, w.slips, w.evidence} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// publicWords is the words of some rows in the making.
type publicWords struct {
	v      *Views
	p      *Picture
	scope  domain.Scope
	rows   []domain.PublicationRow
	at     map[domain.ID]int // duty -> its place in the rows
	signed map[domain.ID]domain.Version
}

// statements reads what was sealed about the duties beside their versions.
func (w *publicWords) statements(ctx context.Context) error {
	duties := make([]domain.ID, len(w.rows))
	for i, row := range w.rows {
		duties[i] = row.Duty
	}
	var said []domain.Sealed
	err := w.v.reader.Snapshot(ctx, func(snap *store.Snap) (err error) {
		said, err = snap.StatementsUpTo(w.p.Seq, duties, domain.SealedResponse, domain.SealedClosure, domain.SealedReview,
			domain.SealedDispute, domain.SealedDisputeReply)
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(said, func(a, b domain.Sealed) int { return int(a.Seq - b.Seq) })
	about := map[domain.ID][]domain.Sealed{}
	for _, s := range said {
		about[s.DutyID] = append(about[s.DutyID], s)
	}
	for duty, said := range about {
		if err := w.about(&w.rows[w.at[duty]], said); err != nil {
			return err
		}
	}
	return nil
}

// about takes from what was said of one duty, in order, what its row shows.
func (w *publicWords) about(row *domain.PublicationRow, said []domain.Sealed) error {
	disputes := map[domain.ID]*string{}
	for _, s := range said {
		var words domain.Statement
		if s.Kind != domain.SealedReview {
			if err := s.Decode(&words); err != nil {
				return fmt.Errorf("view: statement %s: %w", s.ID, err)
			}
		}
		switch s.Kind {
		case domain.SealedResponse:
			row.ResponseReason = words.Text
		case domain.SealedClosure:
			row.ClosureReason = words.Text
		case domain.SealedReview:
			if err := w.assess(row, s); err != nil {
				return err
			}
		case domain.SealedDispute:
			row.Dispute, disputes[s.ID] = words.Text, &row.DisputeReply
		case domain.SealedDisputeReply:
			if reply := disputes[s.Re]; reply != nil {
				*reply = words.Text
			}
		}
	}
	if row.Closure == domain.Open {
		row.ClosureReason = ""
	}
	return nil
}

// assess takes the reasons of a review that accepted, of which nothing is
// disputed yet. One that sent back leaves the assessment as it is, or takes it
// away; then the row has no grade. Of one whose words were destroyed the day
// alone is left.
func (w *publicWords) assess(row *domain.PublicationRow, s domain.Sealed) error {
	var review domain.Review
	if err := s.Decode(&review); err != nil {
		return fmt.Errorf("view: review %s: %w", s.ID, err)
	}
	if row.Grade == domain.NotAssessed || !s.Redacted && review.Outcome != domain.Accepted {
		return nil
	}
	row.AssessedOn, row.AssessmentReasons = domain.DayOf(s.At), review.Reasons
	row.Dispute, row.DisputeReply = "", ""
	return nil
}

// versions reads the last signed version of each duty.
func (w *publicWords) versions(ctx context.Context) error {
	var keys []store.VersionKey
	for _, row := range w.rows {
		duty, err := w.p.dutyState(row.Duty)
		if err != nil {
			return err
		}
		if no := duty.State.Signed; no > 0 {
			keys = append(keys, store.VersionKey{DutyID: row.Duty, No: no})
		}
	}
	found, err := w.read(ctx, keys)
	if err != nil {
		return err
	}
	w.signed = make(map[domain.ID]domain.Version, len(found))
	for key, version := range found {
		w.signed[key.DutyID] = version
		row := &w.rows[w.at[key.DutyID]]
		row.Summary = version.Content.Summary
		for i := range row.Answers {
			said := version.Content.Answers[row.Answers[i].Requirement]
			row.Answers[i].Reason, row.Answers[i].Before, row.Answers[i].After = said.Reason, said.Before, said.After
		}
	}
	return nil
}

// read reads versions, some at a time: a statement takes so many parameters.
func (w *publicWords) read(ctx context.Context, keys []store.VersionKey) (map[store.VersionKey]domain.Version, error) {
	const atOnce = 400
	all := make(map[store.VersionKey]domain.Version, len(keys))
	for some := range slices.Chunk(keys, atOnce) {
		found, err := w.v.reader.Versions(ctx, w.scope, some)
		if err != nil {
			return nil, err
		}
		for key, version := range found {
			all[key] = version
		}
	}
	return all, nil
}

// slips finds the versions that moved a date that was given, by the events that
// signed them, and reads why (R14).
func (w *publicWords) slips(ctx context.Context) error {
	var moved []domain.ID
	for _, row := range w.rows {
		if duty, err := w.p.dutyState(row.Duty); err != nil {
			return err
		} else if duty.State.Slips > 0 {
			moved = append(moved, row.Duty)
		}
	}
	var events []domain.Event
	err := w.v.reader.Snapshot(ctx, func(snap *store.Snap) (err error) {
		events, err = snap.DutyEventsUpTo(w.p.Seq, moved, domain.ReturnSignedE)
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(events, func(a, b domain.Event) int { return int(a.Seq - b.Seq) })
	known := map[domain.ID]int{}
	var keys []store.VersionKey
	var by []domain.Event
	for _, e := range events {
		if e.State == nil {
			continue
		}
		if e.State.Slips > known[e.Duty] {
			keys, by = append(keys, store.VersionKey{DutyID: e.Duty, No: e.No}), append(by, e)
		}
		known[e.Duty] = e.State.Slips
	}
	found, err := w.read(ctx, keys)
	for i, e := range by {
		version := found[keys[i]] // the zero version where its words were destroyed
		row := &w.rows[w.at[e.Duty]]
		row.Slips = append(row.Slips, domain.PublishedSlip{
			On: domain.DayOf(e.At), From: version.PriorTarget, To: e.State.Target, Reason: version.Content.SlipReason,
		})
	}
	return err
}

// evidence adds what is public of what the signed versions cite.
func (w *publicWords) evidence(ctx context.Context) error {
	var ids []domain.ID
	for _, version := range w.signed {
		for _, use := range version.Content.Evidence {
			ids = append(ids, use.EvidenceID)
		}
	}
	known, err := w.v.reader.EvidenceByIDs(ctx, w.scope, ids)
	if err != nil {
		return err
	}
	for duty, version := range w.signed {
		row := &w.rows[w.at[duty]]
		for _, use := range version.Content.Evidence {
			e, there := known[use.EvidenceID]
			if !there {
				continue
			}
			row.Evidence = append(row.Evidence, domain.PublishedEvidence{
				Title: e.Title, Kind: e.Kind, From: e.From, To: e.To, Expires: e.Expires, Hash: e.Hash, Requirements: use.Requirements,
			})
		}
	}
	return nil
}
