package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// SaveDraft is a change to the draft of a return.
type SaveDraft struct {
	Key     domain.DutyKey
	Return  domain.ID // the return that the person had before them; "" is the current one
	Guard   int       // and its version
	Content domain.Content
}

// SaveDraft keeps what somebody wrote, whether or not it is fit to submit, and
// remembers them as a drafter. Saving is no event: only sealed versions are
// part of the record. A lost race is a Conflict that carries the return as it
// stands, so that the page can show both sides.
func (a *App) SaveDraft(ctx context.Context, actor domain.Actor, in SaveDraft) (domain.Return, error) {
	var saved domain.Return
	err := a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Draft, in.Key)
		if err != nil {
			return err
		}
		desk, err := deskOf(tx, &m, in.Return)
		if err != nil {
			return err
		}
		if err := ownEvidence(tx, m, in.Content); err != nil {
			return err
		}
		if saved = desk.ret; saved.Says(in.Content, actor.ID()) {
			return nil // a second press of the same button
		}
		if saved, err = domain.EditDraft(desk.ret, actor.ID(), in.Guard, in.Content); err != nil {
			return err
		}
		return tx.PutReturn(&saved)
	})
	return saved, err
}

// desk is the return that a person works on, among all of its duty's.
type desk struct {
	ret     domain.Return
	returns []domain.Return
	rounds  []domain.Round
}

// round is the one that the return answers; the zero round for an interim one.
func (d desk) round() domain.Round {
	i := slices.IndexFunc(d.rounds, func(r domain.Round) bool { return r.ID == d.ret.RoundID })
	if i < 0 {
		return domain.Round{}
	}
	return d.rounds[i]
}

// roundOver says that the return's round closed before it was submitted; what
// was sent back can still be answered (R14).
func (d desk) roundOver() bool {
	return !d.round().ClosedAt.IsZero() && !d.ret.Answers()
}

// deskOf is the return of an id, or the one that the body writes on now. From
// here on the matter is judged by the pack in force when the round opened.
func deskOf(tx *store.Tx, m *matter, id domain.ID) (desk, error) {
	if err := m.duty.State.MayReport(); err != nil {
		return desk{}, err
	}
	d, err := findDesk(tx, m, id)
	if err != nil {
		return desk{}, err
	}
	return d, m.judgeBy(tx, d.round().Pack)
}

func findDesk(tx *store.Tx, m *matter, id domain.ID) (desk, error) {
	returns, err := tx.ReturnsToWrite(m.duty.ID)
	if err != nil {
		return desk{}, err
	}
	rounds, err := tx.RoundsByIDs(domain.RoundsToWrite(returns))
	if err != nil {
		return desk{}, err
	}
	d := desk{returns: returns, rounds: rounds}
	if id != "" {
		i := slices.IndexFunc(returns, func(r domain.Return) bool { return r.ID == id })
		if i < 0 {
			return desk{}, domain.Missing()
		}
		d.ret = returns[i]
		if err := domain.StillWritten(d.ret, returns, rounds); err != nil {
			return desk{}, err
		}
		return d, nil
	}
	d.ret = domain.CurrentReturn(returns, rounds)
	if d.ret.ID == "" {
		d.ret.ID, d.ret.DutyID = tx.NewID(), m.duty.ID
	}
	return d, nil
}

// ownEvidence refuses evidence that is not in the body's library, or its
// partner's where the two share an integrated office (R17).
func ownEvidence(tx *store.Tx, m matter, c domain.Content) error {
	ids := make([]domain.ID, 0, len(c.Evidence))
	for _, use := range c.Evidence {
		ids = append(ids, use.EvidenceID)
	}
	if len(ids) == 0 {
		return nil
	}
	known, err := tx.EvidenceByIDs(ids)
	if err != nil {
		return err
	}
	partners, err := evidencePartners(tx, m)
	if err != nil {
		return err
	}
	for _, id := range ids {
		e, found := known[id]
		if !found || (e.BodyID != m.body.ID && !slices.Contains(partners, e.BodyID)) {
			return domain.Missing()
		}
	}
	return nil
}

// evidencePartners are the bodies whose evidence this duty may lean on.
func evidencePartners(tx *store.Tx, m matter) ([]domain.ID, error) {
	if !slices.Contains(officeRecs(), m.duty.Rec) {
		return nil, nil
	}
	partnerships, err := tx.PartnershipsOf(m.body.ID)
	if err != nil {
		return nil, err
	}
	var partners []domain.ID
	for _, p := range partnerships {
		if p.Office && p.Stands(tx.Today()) {
			partners = append(partners, p.Other(m.body.ID))
		}
	}
	return partners, nil
}
