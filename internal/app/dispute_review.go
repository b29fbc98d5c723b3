package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// DisputeReview contests the verdict of a review.
type DisputeReview struct {
	Key    domain.DutyKey
	Review domain.ID
	Reason string
}

// DisputeReview records why the body finds the verdict wrong: once for each
// verdict, within 20 working days (R16). The verdict stands until somebody who
// did not make it decides.
func (a *App) DisputeReview(ctx context.Context, actor domain.Actor, in DisputeReview) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.Dispute, in.Key)
		if err != nil {
			return err
		}
		review, err := reviewOf(tx, m, in.Review)
		if err != nil {
			return err
		}
		if in.Reason == "" {
			return domain.Bad("reason", "dispute.reason_missing", nil)
		}
		row := domain.Sealed{Kind: domain.SealedDispute, No: review.VersionNo, Re: review.ID, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Reason); said || err != nil {
			return err
		}
		before, err := answersTo(tx, m, domain.SealedDispute, review.ID)
		if err != nil {
			return err
		}
		if err := domain.MayDispute(review, len(before) > 0, tx.Today()); err != nil {
			return err
		}
		event := m.event(domain.DisputeRaised, actor)
		event.No = review.VersionNo
		return m.say(tx, event, row, domain.Statement{Text: in.Reason})
	})
}

// reviewOf is one of a duty's reviews; a review of another duty is missing.
func reviewOf(tx *store.Tx, m matter, id domain.ID) (domain.Review, error) {
	reviews, err := tx.ReviewsOf(m.duty.ID)
	if err != nil {
		return domain.Review{}, err
	}
	i := slices.IndexFunc(reviews, func(r domain.Review) bool { return r.ID == id })
	if i < 0 {
		return domain.Review{}, domain.Missing()
	}
	return reviews[i], nil
}
