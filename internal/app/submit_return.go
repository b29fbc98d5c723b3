package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// SubmitReturn seals the draft as a version that waits for sign-off.
type SubmitReturn struct {
	Key    domain.DutyKey
	Return domain.ID // as in SaveDraft
	Guard  int
}

// SubmitReturn refuses a draft that CheckContent finds at fault and one whose
// round closed meanwhile, and answers a second press of the same button like
// the first: one version, the same number.
func (a *App) SubmitReturn(ctx context.Context, actor domain.Actor, in SubmitReturn) (no int, err error) {
	err = a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Submit, in.Key)
		if err != nil {
			return err
		}
		desk, err := deskOf(tx, &m, in.Return)
		if err != nil {
			return err
		}
		if desk.ret.State == domain.ReturnSubmitted {
			no = desk.ret.Sealed
			return nil
		}
		if desk.roundOver() {
			return domain.Clash("return.round_closed", desk.ret)
		}
		if err := checkDraft(tx, m, desk.ret.Draft); err != nil {
			return err
		}
		no = domain.NextVersion(desk.returns)
		ret, err := domain.Submit(desk.ret, in.Guard, no)
		if err != nil {
			return err
		}
		return sealVersion(tx, m, ret, actor)
	})
	return no, err
}

func checkDraft(tx *store.Tx, m matter, draft domain.Content) error {
	if err := ownEvidence(tx, m, draft); err != nil {
		return err
	}
	known, err := evidenceOf(tx, draft)
	if err != nil {
		return err
	}
	problems := append(domain.CheckContent(m.duty, m.rec, draft, known), domain.CheckTarget(m.duty, draft, tx.Today())...)
	var named []domain.Body
	for _, code := range draft.Named(m.pack) {
		body, err := tx.BodyByCode(code)
		if err != nil && !missing(err) {
			return err
		}
		if err == nil && body.Current(tx.Today()) {
			named = append(named, body)
		}
	}
	return append(problems, domain.CheckBarriers(draft, m.pack, m.body.ID, named)...).Err()
}

// evidenceOf is the evidence that a draft or version names.
func evidenceOf(tx *store.Tx, c domain.Content) (map[domain.ID]domain.Evidence, error) {
	ids := make([]domain.ID, 0, len(c.Evidence))
	for _, use := range c.Evidence {
		ids = append(ids, use.EvidenceID)
	}
	return tx.EvidenceByIDs(ids)
}

func sealVersion(tx *store.Tx, m matter, ret domain.Return, actor domain.Actor) error {
	version := domain.Version{
		DutyID: m.duty.ID, ReturnID: ret.ID, RoundID: ret.RoundID, No: ret.Sealed, Content: ret.Draft,
		Drafters: ret.Drafters, By: actor.ID(), At: tx.Now(), Pack: m.pack.Version,
		FirstTarget: m.duty.State.FirstTarget, PriorTarget: m.duty.State.Target,
	}
	event := m.event(domain.ReturnSubmittedE, actor)
	event.Round, event.Return, event.No = ret.RoundID, ret.ID, version.No
	if _, err := m.seal(tx, &event, domain.SealedVersion, domain.Sealed{No: version.No}, version); err != nil {
		return err
	}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutReturn(&ret)
}
