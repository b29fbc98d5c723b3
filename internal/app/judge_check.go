package app

import (
	"context"
	"maps"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// JudgeCheck is an assessor's draft verdict on a drawn claim.
type JudgeCheck struct {
	Item    domain.ID
	Guard   int // version of the claim that the assessor had before them
	Verdict domain.CheckVerdict
}

// JudgeCheck gives a draft verdict, which the body sees at once and may reply to.
// It changes nothing about the duty (R22). The claim is the assessor's own to
// judge, as it was given to them, and R22 is asked of them again.
func (a *App) JudgeCheck(ctx context.Context, actor domain.Actor, in JudgeCheck) error {
	return a.write(ctx, func(tx *store.Tx) error {
		item, m, err := a.drawn(tx, actor, access.Assess, in.Item)
		if err != nil {
			return err
		}
		if item.Assessor != actor.ID() {
			return domain.Refused("not_yours", nil)
		}
		to, err := candidate(tx, actor.ID())
		if err != nil {
			return err
		}
		if err := to.mayCheck(tx, m.body, item); err != nil {
			return err
		}
		same, err := saysSame(tx, item, in.Verdict)
		if err != nil || same {
			return err
		}
		if item.Version != in.Guard {
			return domain.Clash("check.changed", item)
		}
		judged, err := domain.JudgeItem(item, in.Verdict, m.duty.Requirements, actor.ID(), tx.Now())
		if err != nil {
			return err
		}
		in.Verdict.Answers = judged.Answers
		event := m.event(domain.CheckJudged, actor)
		event.No = item.No
		event.Facts = facts(judgedFacts{item.CheckID, item.ID, judged.Answers, judged.Belief, judged.Found, judged.ReplyBy})
		row := domain.Sealed{No: item.No, Re: item.ID}
		if _, err := m.seal(tx, &event, domain.SealedCheckVerdict, row, in.Verdict); err != nil {
			return err
		}
		if err := tx.Append(&event); err != nil {
			return err
		}
		return tx.PutCheckItem(&judged)
	})
}

// judgedFacts are a draft verdict in its event, without its words.
type judgedFacts struct {
	Check   domain.ID                     `json:"check"`
	Item    domain.ID                     `json:"item"`
	Answers map[string]domain.CheckAnswer `json:"answers"`
	Belief  domain.CheckBelief            `json:"belief"`
	Found   domain.CheckAnswer            `json:"found"`
	ReplyBy domain.Day                    `json:"reply_by"`
}

// drawn loads a drawn claim and asks whether the actor may use the verb on its duty.
func (a *App) drawn(tx *store.Tx, actor domain.Actor, verb access.Verb, id domain.ID) (domain.CheckItem, matter, error) {
	item, err := tx.CheckItem(id)
	if err != nil {
		return item, matter{}, err
	}
	m, err := a.matterByID(tx, actor, verb, item.DutyID)
	return item, m, err
}

// saysSame says that the verdict that stands is this one: a second press.
func saysSame(tx *store.Tx, item domain.CheckItem, v domain.CheckVerdict) (bool, error) {
	if !item.Judged() || item.Belief != v.Belief || !maps.Equal(item.Answers, v.Answers) {
		return false, nil
	}
	rows, err := tx.SealedOf(item.DutyID, domain.SealedCheckVerdict)
	if err != nil {
		return false, err
	}
	var last domain.CheckVerdict
	for _, row := range rows {
		if row.Re == item.ID {
			if err := row.Decode(&last); err != nil {
				return false, err
			}
		}
	}
	return last.Words == v.Words, nil
}
