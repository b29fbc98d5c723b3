package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/store"
)

// IssueCheck issues a spot check: what it says is frozen in the record with the
// name of the estimator, and each claim that was not upheld asks for a review.
// No duty changes by it (R22).
func (a *App) IssueCheck(ctx context.Context, actor domain.Actor, id domain.ID) error {
	return a.write(ctx, func(tx *store.Tx) error {
		check, err := a.check(tx, actor, access.IssueCheck, id)
		if err != nil {
			return err
		}
		items, err := tx.CheckItems(id)
		if err != nil {
			return err
		}
		entries, err := tx.CheckEntries(id)
		if err != nil {
			return err
		}
		if check, err = domain.IssueCheck(check, items, tx.Now()); err != nil {
			return err
		}
		results := estimate.SampleResults(check, entries, items)
		said := issuedFacts{Check: check.ID, Results: results}
		for i := range items {
			items[i].IssuedAt = check.IssuedAt
			if items[i].Found == domain.CheckNotUpheld {
				said.NotUpheld = append(said.NotUpheld, items[i].DutyID)
			}
		}
		if err := saveCheck(tx, actor, domain.CheckIssuedE, &check, said); err != nil {
			return err
		}
		if err := tx.AddCheckResults(check.ID, tx.Head(), results); err != nil {
			return err
		}
		if err := tx.PutCheckItems(items); err != nil {
			return err
		}
		return endChecking(tx, actor, check)
	})
}

// issuedFacts are what an issued check says, in its event.
type issuedFacts struct {
	Check     domain.ID            `json:"check"`
	Results   []domain.CheckResult `json:"results"`
	NotUpheld []domain.ID          `json:"not_upheld,omitempty"` // duties that ask for a review
}

// endChecking takes the drawn claims from their assessors again.
func endChecking(tx *store.Tx, actor domain.Actor, check domain.SpotCheck) error {
	given, err := tx.CheckAssignments(check.ID)
	if err != nil {
		return err
	}
	for _, g := range given {
		if g.Ended {
			continue
		}
		g.Ended = true
		if err := assignCheck(tx, actor, check, g); err != nil {
			return err
		}
	}
	return nil
}
