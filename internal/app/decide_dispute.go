package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// DecideDispute is oversight's decision on a disputed verdict.
type DecideDispute struct {
	Key     domain.DutyKey
	Dispute domain.ID
	Choice  string // domain.DisputeUpheld or domain.DisputeChanged
	Reply   string
	Review  domain.Review // where the verdict changes: what the form fills, as in ReviewReturn
}

// DecideDispute upholds the verdict with a reply, or changes it by a new review
// of the same version. Somebody who did not make the verdict decides, once
// (R16).
func (a *App) DecideDispute(ctx context.Context, actor domain.Actor, in DecideDispute) error {
	return a.write(ctx, func(tx *store.Tx) error {
		m, err := a.owedBy(tx, actor, access.DecideDispute, in.Key)
		if err != nil {
			return err
		}
		d, err := disputed(tx, m, in.Dispute)
		if err != nil {
			return err
		}
		if err := domain.MayDecideDispute(d.review, actor.ID()); err != nil {
			return err
		}
		if err := a.mayReview(tx, actor, m, d.version); err != nil {
			return err
		}
		row := domain.Sealed{Kind: domain.SealedDisputeReply, No: d.version.No, Re: d.id, By: actor.ID()}
		if said, err := saidAlready(tx, m, row, in.Reply); said || err != nil {
			return err
		}
		if d.decided {
			return domain.Clash("dispute.decided", d.review)
		}
		return a.decide(tx, actor, m, d, in)
	})
}

// dispute is a disputed verdict with the version it is of.
type dispute struct {
	id      domain.ID
	decided bool
	judged
}

func disputed(tx *store.Tx, m matter, id domain.ID) (dispute, error) {
	row, err := sealedIn(tx, m, domain.SealedDispute, id)
	if err != nil {
		return dispute{}, err
	}
	d := dispute{id: id}
	if d.review, err = reviewOf(tx, m, row.Re); err != nil {
		return dispute{}, err
	}
	if d.version, d.ret, err = submitted(tx, m, d.review.VersionNo); err != nil {
		return dispute{}, err
	}
	replies, err := answersTo(tx, m, domain.SealedDisputeReply, id)
	d.decided = len(replies) > 0
	return d, err
}

func (a *App) decide(tx *store.Tx, actor domain.Actor, m matter, d dispute, in DecideDispute) error {
	disputed := d.review
	d.review = in.Review
	d.review.DutyID, d.review.VersionNo, d.review.Decides = m.duty.ID, d.version.No, d.id
	d.review.Verdicts = owedVerdicts(m.duty, in.Review.Verdicts)
	d.review.Outcome = domain.Accepted // the version was taken; what was found in it is what is disputed
	if err := m.judgeBy(tx, d.version.Pack); err != nil {
		return err
	}
	if err := checkDecision(tx, m, d, in); err != nil {
		return err
	}
	changes := in.Choice == domain.DisputeChanged
	if changes && (m.duty.State.ReviewID != disputed.ID || m.duty.State.Overtook(d.version.No)) {
		return domain.Clash("dispute.overtaken", m.duty)
	}
	event := m.event(domain.DisputeDecided, actor)
	event.Round, event.Return, event.No = d.ret.RoundID, d.ret.ID, d.version.No
	row := domain.Sealed{Kind: domain.SealedDisputeReply, No: d.version.No, Re: d.id}
	if err := m.say(tx, event, row, domain.Statement{Text: in.Reply, Choice: in.Choice}); err != nil {
		return err
	}
	if !changes {
		return nil
	}
	return a.review(tx, actor, m, d.judged)
}

func checkDecision(tx *store.Tx, m matter, d dispute, in DecideDispute) error {
	var ps domain.Problems
	if in.Reply == "" {
		ps.Add("reply", "dispute.reply_missing", nil)
	}
	switch in.Choice {
	case domain.DisputeUpheld:
	case domain.DisputeChanged:
		err := checkReview(tx, m, d.version, d.review)
		found := domain.AsProblems(err)
		if err != nil && found == nil {
			return err
		}
		ps = append(ps, found...)
	default:
		ps.Add("choice", "dispute.choice_missing", nil)
	}
	return ps.Err()
}
