package app

import (
	"context"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ReviewReturn is oversight's decision on a signed version.
type ReviewReturn struct {
	Key    domain.DutyKey
	No     int
	After  domain.ID     // the duty's last review as the reviewer saw it, "" for none: a newer one is a lost race
	Review domain.Review // what the form fills: outcome, verdicts, grade, assurance, reasons, note
}

// ReviewReturn accepts a version or sends it back, unless a later one overtook
// it: that is decided on, and the earlier only received. Nobody reviews what their own
// body or government owes (R5) or a version they drafted or signed.
func (a *App) ReviewReturn(ctx context.Context, actor domain.Actor, in ReviewReturn) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.matterOf(tx, actor, access.Review, in.Key)
		if err != nil {
			return err
		}
		version, ret, err := signedVersion(tx, m, in.No)
		if err != nil {
			return err
		}
		if err := a.mayReview(tx, actor, m, version); err != nil {
			return err
		}
		review := in.Review
		review.DutyID, review.VersionNo = m.duty.ID, in.No
		review.Verdicts = owedVerdicts(m.duty, in.Review.Verdicts)
		if ret.Signed != in.No || !reviewable(ret.State) {
			review.By = actor.ID()
			return notReviewable(tx, m, ret, review)
		}
		if err := m.judgeBy(tx, version.Pack); err != nil {
			return err
		}
		if m.duty.State.ReviewID != in.After {
			return afterAnother(tx, m, actor, review)
		}
		if err := domain.MayDecide(m.duty.State, in.No); err != nil {
			return err
		}
		if err := checkReview(tx, m, version, review); err != nil {
			return err
		}
		return a.review(tx, actor, m, judged{version, ret, review})
	})
}

// owedVerdicts leaves out verdicts on what the body does not owe.
func owedVerdicts(d domain.Duty, given map[string]domain.Verdict) map[string]domain.Verdict {
	owed := make(map[string]domain.Verdict, len(d.Requirements))
	for _, key := range d.Requirements {
		if verdict, found := given[key]; found {
			owed[key] = verdict
		}
	}
	return owed
}

// notReviewable answers a review of what can't be decided on any more: it was
// sent back by a first press of the same button, or by somebody else.
func notReviewable(tx *store.Tx, m matter, ret domain.Return, review domain.Review) error {
	if m.duty.State.ReviewID != "" {
		now, err := reviewOf(tx, m, m.duty.State.ReviewID)
		if err != nil || now.By == review.By && now.SaysSame(review) {
			return err
		}
	}
	return domain.Clash("return.changed", ret.WithoutDraft())
}

// afterAnother answers a review that comes after one its maker had not seen: a
// second press like the first, anything else as a lost race.
func afterAnother(tx *store.Tx, m matter, actor domain.Actor, review domain.Review) error {
	now, err := reviewOf(tx, m, m.duty.State.ReviewID)
	if err != nil {
		return err
	}
	if now.By == actor.ID() && now.SaysSame(review) {
		return nil
	}
	return domain.Clash("review.changed", now)
}

// reviewable says that a decision can still be made: on what waits, and on what
// was only received or is looked at again.
func reviewable(s domain.ReturnState) bool {
	return s == domain.ReturnSigned || s == domain.ReturnReceived || s == domain.ReturnAccepted
}

// mayReview is R5 in the transaction: not their own, not their own words.
func (a *App) mayReview(tx *store.Tx, actor domain.Actor, m matter, v domain.Version) error {
	own, err := isOwn(tx, actor, m.body)
	if err != nil {
		return err
	}
	signer, err := tx.SignerOf(m.duty.ID, v.No)
	if err != nil && !missing(err) {
		return err
	}
	return domain.MayReview(v, signer, actor.Person, own)
}

// isOwn says whether a body is the actor's own in the sense of R5. Most are Trusts, of
// which the register need not be read.
func isOwn(tx *store.Tx, actor domain.Actor, body domain.Body) (bool, error) {
	if own, alone := domain.OwnsAlone(actor.Person, slices.Concat(actor.Memberships, actor.Unconfirmed), body); alone {
		return own, nil
	}
	own, err := ownOf(tx, actor)
	return slices.Contains(own, body.ID), err
}

// ownOf are the bodies that are the actor's own (R5), those too for which they are
// to sign once somebody confirms it.
func ownOf(tx *store.Tx, actor domain.Actor) ([]domain.ID, error) {
	held := slices.Concat(actor.Memberships, actor.Unconfirmed)
	among, err := tx.BodiesAmong(domain.OwnKinds(), domain.OwnBodies(actor.Person, held))
	return domain.OwnOf(actor.Person, held, among), err
}

// checkReview adds to the domain's check what only the evidence can tell: a
// requirement that rests on bare statements can't be confirmed (R11).
func checkReview(tx *store.Tx, m matter, v domain.Version, r domain.Review) error {
	problems := domain.CheckReview(m.duty, v, r)
	evidence, err := evidenceOf(tx, v.Content)
	if err != nil {
		return err
	}
	if r.Outcome == domain.Accepted && r.Assurance.Checked() {
		for _, key := range domain.Strength(m.rec, v.Content, evidence) {
			if r.Verdicts[key] == domain.VerdictMet {
				problems.Add("verdict-"+key, "review.statement_confirms_nothing", domain.Args{"Requirement": key})
			}
		}
	}
	return problems.Err()
}

// judged is a version with its return and the review of it.
type judged struct {
	version domain.Version
	ret     domain.Return
	review  domain.Review
}

func (a *App) review(tx *store.Tx, actor domain.Actor, m matter, j judged) error {
	j.review.ID, j.review.By, j.review.ByBody, j.review.At = tx.NewID(), actor.ID(), actor.Person.BodyID, tx.Now()
	evidence, err := evidenceOf(tx, j.version.Content)
	if err != nil {
		return err
	}
	j.ret.State = domain.ReturnAccepted
	if j.review.Outcome == domain.SentBack {
		j.ret.State, j.ret.Draft, j.ret.Drafters = domain.ReturnSentBack, j.version.Content, j.version.Drafters
	}
	j.ret.Holder = ""
	event := m.event(domain.ReturnReviewed, actor)
	event.Round, event.Return, event.No = j.ret.RoundID, j.ret.ID, j.version.No
	row := domain.Sealed{ID: j.review.ID, No: j.version.No}
	if _, err := m.seal(tx, &event, domain.SealedReview, row, j.review); err != nil {
		return err
	}
	if err := tx.PutReturn(&j.ret); err != nil {
		return err
	}
	return m.save(tx, domain.Decide(m.duty.State, j.review, domain.ExpiryOf(j.version.Content, evidence)), event)
}
