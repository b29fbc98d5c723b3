package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// PlanCheck plans a spot check, or changes a plan that has no seed yet.
type PlanCheck struct {
	Report string
	ID     domain.ID // "" plans a new one
	Guard  int       // version of the one that changes
	Plan   domain.CheckPlan
}

// PlanCheck keeps what a spot check would draw from and how many (R22). Nothing
// is drawn by it. The plan's nations are all the lead's own (R4).
func (a *App) PlanCheck(ctx context.Context, actor domain.Actor, in PlanCheck) (domain.SpotCheck, error) {
	var check domain.SpotCheck
	err := a.write(ctx, func(tx *store.Tx) (err error) {
		if check, err = a.toPlan(tx, actor, in); err != nil {
			return err
		}
		if err := in.Plan.Check().Err(); err != nil {
			return err
		}
		if err := a.mayCheck(actor, access.PlanCheck, in.Plan); err != nil {
			return err
		}
		pack, err := tx.Pack(in.Report)
		if err != nil {
			return err
		}
		for _, no := range in.Plan.Recs {
			if _, known := pack.Recommendation(no); !known {
				return domain.Bad("recs", "check.rec_unknown", domain.Args{"Rec": no})
			}
		}
		check.Plan = in.Plan
		return saveCheck(tx, actor, domain.CheckPlannedE, &check, plannedFacts{Check: check.ID, No: check.No, CheckPlan: check.Plan})
	})
	return check, err
}

// plannedFacts are a plan in its event.
type plannedFacts struct {
	Check domain.ID `json:"check"`
	No    int       `json:"no"`
	domain.CheckPlan
}

// toPlan is the check that a plan is of.
func (a *App) toPlan(tx *store.Tx, actor domain.Actor, in PlanCheck) (domain.SpotCheck, error) {
	if in.ID != "" {
		check, err := a.check(tx, actor, access.PlanCheck, in.ID)
		if err == nil && (check.State != domain.CheckPlanned || check.Version != in.Guard) {
			err = domain.Clash("check.changed", check)
		}
		return check, err
	}
	known, err := tx.Checks(in.Report)
	return domain.SpotCheck{
		ID: tx.NewID(), Report: in.Report, No: len(known) + 1, State: domain.CheckPlanned, By: actor.ID(), PlannedAt: tx.Now(),
	}, err
}

// check loads a spot check and asks whether the actor may use the verb on it.
func (a *App) check(tx *store.Tx, actor domain.Actor, verb access.Verb, id domain.ID) (domain.SpotCheck, error) {
	check, err := tx.Check(id)
	if err != nil {
		return check, err
	}
	return check, a.mayCheck(actor, verb, check.Plan)
}

// mayCheck asks whether the actor may use the verb in all nations of a plan. To
// whoever doesn't see the check there is none.
func (a *App) mayCheck(actor domain.Actor, verb access.Verb, plan domain.CheckPlan) error {
	seen := true
	for _, n := range plan.Nations {
		seen = seen && a.access.Can(actor, access.ViewChecks, access.At(n.Path()))
	}
	for _, n := range plan.Nations {
		if !a.access.Can(actor, verb, access.At(n.Path())) {
			if seen {
				return domain.Refused("not_yours", nil)
			}
			return domain.Missing()
		}
	}
	return nil
}

// saveCheck stores a spot check and appends the event that says so.
func saveCheck(tx *store.Tx, actor domain.Actor, of domain.EventType, check *domain.SpotCheck, said any) error {
	event := domain.Event{Type: of, Actor: actor.ID(), Report: check.Report, Facts: facts(said)}
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.PutCheck(check)
}
