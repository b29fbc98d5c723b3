package app

import (
	"context"
	"errors"
	"fmt"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// SignReturn is the accountable person's signature under a submitted version.
type SignReturn struct {
	Key       domain.DutyKey
	No        int // the version that they had before them
	Signature domain.Signature
}

// SignReturn moves the duty to what the version says. It is refused to anyone
// who changed a word of the version (R10); a second press is answered like the
// first.
func (a *App) SignReturn(ctx context.Context, actor domain.Actor, in SignReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Sign, in.Key)
		if err != nil {
			return err
		}
		return a.sign(tx, actor, m, in)
	})
}

// NotSigned says why one of several versions could not be signed.
type NotSigned struct {
	Key    domain.DutyKey
	No     int
	Reason error // a problem of the domain's, never a fault
}

// Error is for logs; no door shows it.
func (n *NotSigned) Error() string { return fmt.Sprintf("%v, version %d: %v", n.Key, n.No, n.Reason) }

// Unwrap is the problem.
func (n *NotSigned) Unwrap() error { return n.Reason }

// SignReturns signs several versions at once, each with its own signature: all
// of them or none. The error names each that was refused, as a NotSigned.
func (a *App) SignReturns(ctx context.Context, actor domain.Actor, in []SignReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		var refused []error
		for _, one := range in {
			m, err := a.matterOf(tx, actor, access.Sign, one.Key)
			if err == nil {
				err = a.sign(tx, actor, m, one)
			}
			switch {
			case domain.KindOf(err) == "" && err != nil:
				return err
			case err != nil:
				refused = append(refused, &NotSigned{Key: one.Key, No: one.No, Reason: err})
			}
		}
		return errors.Join(refused...)
	})
}

func (a *App) sign(tx *store.Tx, actor domain.Actor, m matter, in SignReturn) error {
	version, ret, err := submitted(tx, m, in.No)
	if err != nil {
		return err
	}
	if ret.Signed == in.No {
		return nil
	}
	if ret.State != domain.ReturnSubmitted || ret.Sealed != in.No {
		return domain.Clash("return.changed", ret)
	}
	if err := domain.MaySign(m.duty.State, version, actor.ID()); err != nil {
		return err
	}
	evidence, err := evidenceOf(tx, version.Content)
	if err != nil {
		return err
	}
	event := m.event(domain.ReturnSignedE, actor)
	event.Round, event.Return, event.No = ret.RoundID, ret.ID, version.No
	if _, err := m.seal(tx, &event, domain.SealedSignature, domain.Sealed{No: version.No}, in.Signature); err != nil {
		return err
	}
	if err := a.markSigned(tx, &ret, m); err != nil {
		return err
	}
	state := domain.Sign(m.duty.State, version, domain.ExpiryOf(version.Content, evidence), tx.Now())
	return m.save(tx, state, event)
}

// markSigned notes on the return that it is signed, and whether that was late:
// after the due day, or the later day granted to it (R14). An answer to what was
// sent back is as timely as the first signature was.
func (a *App) markSigned(tx *store.Tx, ret *domain.Return, m matter) error {
	first := ret.Signed == 0
	ret.State, ret.Signed, ret.SignedAt = domain.ReturnSigned, ret.Sealed, tx.Now()
	ret.Drafters, ret.Draft = nil, domain.Content{}
	if ret.RoundID != "" && first {
		round, err := tx.Round(ret.RoundID)
		if err != nil {
			return err
		}
		ret.Late = tx.Today() > max(round.Due, ret.Extended)
	}
	return tx.PutReturn(ret)
}

// submitted is a sealed version with the return it belongs to.
func submitted(tx *store.Tx, m matter, no int) (domain.Version, domain.Return, error) {
	version, _, err := tx.VersionOf(m.duty.ID, no)
	if err != nil {
		return domain.Version{}, domain.Return{}, err
	}
	ret, err := tx.Return(version.ReturnID)
	return version, ret, err
}

// GiveBack is an approver's refusal to sign, with the reason.
type GiveBack struct {
	Key    domain.DutyKey
	No     int
	Reason string
}

// GiveBack opens the draft again. The sealed version stays in the record. A
// second press of the same button is answered like the first.
func (a *App) GiveBack(ctx context.Context, actor domain.Actor, in GiveBack) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Sign, in.Key)
		if err != nil {
			return err
		}
		if in.Reason == "" {
			return domain.Bad("reason", "give_back.reason_missing", nil)
		}
		version, ret, err := submitted(tx, m, in.No)
		if err != nil {
			return err
		}
		row, words := domain.Sealed{Kind: domain.SealedGivenBack, No: version.No, By: actor.ID()}, domain.Statement{Text: in.Reason}
		if said, err := saidLast(tx, m, row, words); said || err != nil {
			return err
		}
		if ret.State != domain.ReturnSubmitted || ret.Sealed != in.No {
			return domain.Clash("return.changed", ret)
		}
		ret.State = domain.ReturnDraft
		event := m.event(domain.ReturnGivenBackE, actor)
		event.Round, event.Return, event.No = ret.RoundID, ret.ID, version.No
		if err := m.say(tx, event, row, words); err != nil {
			return err
		}
		return tx.PutReturn(&ret)
	})
}
