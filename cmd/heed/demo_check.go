package main

import (
	"context"
	"fmt"

	"heed/internal/app"
	"heed/internal/demo"
	"heed/internal/domain"
)

// How many the demonstration's spot checks draw, and what one is planned to cost.
const (
	bodiesToVisit  = 16
	claimsToCheck  = 24
	bodiesPlanned  = 40
	allOfThem      = 500 // more than there are: everybody is drawn
	daysForAVisit  = 12  // quarters of a day
	daysForAClaim  = 2
	daysToReply    = 10
	judgedUnderWay = 16 // of the claims of the check that is under way
)

// checks tells of England's spot checks at the end of a quarter: bodies are
// visited two quarters ago, or in the first, and the check is issued a quarter
// later (R22).
func (m *maker) checks(ctx context.Context, q demo.Quarter, quarters []demo.Quarter) error {
	visits := max(0, len(quarters)-3)
	switch q.No {
	case visits:
		return m.visit(ctx, domain.CheckPlan{Unit: domain.CheckBodies, N: bodiesToVisit, QuarterDays: daysForAVisit}, -1)
	case visits + 1:
		lead, err := m.as(ctx, m.author.Lead(domain.England))
		if err != nil {
			return err
		}
		all, err := m.store.Reader().Checks(ctx, domain.Scope{All: true}, seedReport)
		if err != nil || len(all) == 0 {
			return err
		}
		return m.app.IssueCheck(ctx, lead, all[0].ID)
	}
	return nil
}

// sharedOffice is the recommendation of which one spot check draws every claim.
const sharedOffice = 14

// checksUnderWay are the spot checks of today: one that is being looked at, one of
// every claim on a recommendation, whose verdicts wait for replies, and one that
// is planned.
func (m *maker) checksUnderWay(ctx context.Context) error {
	assurer, err := m.as(ctx, m.author.Person("assurer"))
	if err != nil {
		return err
	}
	if err := m.app.DeclareClients(ctx, assurer, []string{demo.Teaching}); err != nil {
		return err
	}
	if err := m.visit(ctx, domain.CheckPlan{Unit: domain.CheckClaims, N: claimsToCheck, QuarterDays: daysForAClaim}, judgedUnderWay); err != nil {
		return err
	}
	everybody := domain.CheckPlan{Unit: domain.CheckClaims, N: allOfThem, QuarterDays: daysForAClaim, Recs: []int{sharedOffice}}
	if err := m.visit(ctx, everybody, -1); err != nil {
		return err
	}
	_, _, err = m.planned(ctx, domain.CheckPlan{Unit: domain.CheckBodies, N: bodiesPlanned, QuarterDays: daysForAVisit})
	return err
}

// planned plans a check as England's lead.
func (m *maker) planned(ctx context.Context, plan domain.CheckPlan) (domain.Actor, domain.SpotCheck, error) {
	plan.Nations, plan.ReplyDays = []domain.Nation{domain.England}, daysToReply
	plan.Kinds = []domain.BodyKind{domain.Trust, domain.University} // whose claims somebody independent can look at
	lead, err := m.as(ctx, m.author.Lead(domain.England))
	if err != nil {
		return lead, domain.SpotCheck{}, err
	}
	check, err := m.app.PlanCheck(ctx, lead, app.PlanCheck{Report: seedReport, Plan: plan})
	return lead, check, err
}

// visit plans a check, draws it, shares it out and gives so many verdicts; all of
// them, where that is less than none.
func (m *maker) visit(ctx context.Context, plan domain.CheckPlan, verdicts int) error {
	lead, check, err := m.planned(ctx, plan)
	if err != nil {
		return err
	}
	if err := m.app.SeedCheck(ctx, lead, app.SeedCheck{ID: check.ID, Seed: m.author.Seed(check.No)}); err != nil {
		return err
	}
	if err := m.app.DrawCheck(ctx, lead, check.ID); domain.KindOf(err) == domain.Forbidden {
		return nil // nobody claims anything yet: it waits
	} else if err != nil {
		return err
	}
	if err := m.shareOut(ctx, lead, check); err != nil {
		return err
	}
	return m.judge(ctx, check, verdicts)
}

// shareOut gives each body's claims to the first who may check all of them.
func (m *maker) shareOut(ctx context.Context, lead domain.Actor, check domain.SpotCheck) error {
	items, err := m.store.Reader().CheckItems(ctx, domain.Scope{All: true}, check.ID)
	if err != nil {
		return err
	}
	given := map[domain.ID]bool{}
	for i, item := range items {
		if given[item.BodyID] {
			continue
		}
		given[item.BodyID] = true
		body, err := m.store.Reader().Body(ctx, item.BodyID)
		if err != nil {
			return err
		}
		people := []string{"assurer", "dhsc_reviewer", "dhsc_reviewer_2", "dhsc_reviewer_3", "dhsc_lead"}
		if i%2 == 1 {
			people = append(people[1:], people[0])
		}
		for _, person := range people {
			err = m.app.AssignCheck(ctx, lead, app.AssignCheck{ID: check.ID, Person: m.author.Person(person), Bodies: []string{body.Code}})
			if domain.KindOf(err) != domain.Invalid {
				break
			}
		}
		if err != nil && domain.KindOf(err) != domain.Invalid {
			return fmt.Errorf("share out %s: %w", body.Code, err)
		}
	}
	return nil
}

// judge gives verdicts, and lets bodies reply.
func (m *maker) judge(ctx context.Context, check domain.SpotCheck, verdicts int) error {
	reader, all := m.store.Reader(), domain.Scope{All: true}
	items, err := reader.CheckItems(ctx, all, check.ID)
	if err != nil {
		return err
	}
	for i, item := range items {
		if item.Assessor == "" || verdicts >= 0 && i >= verdicts {
			continue
		}
		duties, err := reader.DutiesByIDs(ctx, all, []domain.ID{item.DutyID})
		if err != nil {
			return err
		}
		assessor, err := m.as(ctx, item.Assessor)
		if err != nil {
			return err
		}
		verdict := m.author.Verdict(item.BodyID, duties[0])
		if err := m.app.JudgeCheck(ctx, assessor, app.JudgeCheck{Item: item.ID, Guard: item.Version, Verdict: verdict}); err != nil {
			return fmt.Errorf("verdict on %s: %w", item.DutyID, err)
		}
		if err := m.replyTo(ctx, item, duties[0], verdict.Found()); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) replyTo(ctx context.Context, item domain.CheckItem, duty domain.Duty, found domain.CheckAnswer) error {
	text := m.author.CheckReply(item.BodyID, duty, found)
	body, err := m.store.Reader().Body(ctx, item.BodyID)
	if err != nil || text == "" {
		return err
	}
	reporter, err := m.as(ctx, m.author.Reporter(body, duty.Rec))
	if err != nil {
		return err
	}
	return m.app.ReplyCheck(ctx, reporter, app.ReplyCheck{Item: item.ID, Text: text})
}
