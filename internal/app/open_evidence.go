package app

import (
	"context"
	"io"
	"maps"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
)

// OpenEvidence finds a piece of evidence for somebody who may see it and opens
// its file; a link or a statement has none, and is missing here. The body's own people
// may open all of their library; oversight and whoever was assigned a review,
// what a signed version cites; a partner with whom the body shares an office,
// what its signed returns on 14 and 15 cite (R17). To anyone else it is
// missing, and so is a file that was destroyed.
func (a *App) OpenEvidence(ctx context.Context, actor domain.Actor, id domain.ID) (domain.Evidence, io.ReadCloser, error) {
	e, err := a.visibleEvidence(ctx, actor, id)
	if err != nil {
		return e, nil, err
	}
	if e.Kind != domain.EvidenceFile {
		return e, nil, domain.Missing()
	}
	content, err := a.files.Get(ctx, e.ID, e.Key)
	return e, content, err
}

func (a *App) visibleEvidence(ctx context.Context, actor domain.Actor, id domain.ID) (domain.Evidence, error) {
	found, err := a.VisibleEvidence(ctx, actor, []domain.ID{id})
	if err != nil {
		return domain.Evidence{}, err
	}
	e, seen := found[id]
	if !seen {
		return domain.Evidence{}, domain.Missing()
	}
	return e, nil
}

// VisibleEvidence is the pieces with these ids that the actor may see, by the
// rule of OpenEvidence; others are left out.
func (a *App) VisibleEvidence(ctx context.Context, actor domain.Actor, ids []domain.ID) (map[domain.ID]domain.Evidence, error) {
	reader, own := a.store.Reader(), a.access.ScopeOf(actor, access.ViewDraft)
	found, err := reader.EvidenceByIDs(ctx, own, ids)
	if err != nil {
		return nil, err
	}
	for _, scope := range []func() (domain.Scope, error){
		func() (domain.Scope, error) { return a.access.ScopeOf(actor, access.View), nil },
		func() (domain.Scope, error) { return a.partnersOf(ctx, own) },
	} {
		unseen := slices.DeleteFunc(slices.Clone(ids), func(id domain.ID) bool { _, seen := found[id]; return seen })
		if len(unseen) == 0 {
			return found, nil
		}
		citing, err := scope()
		if err != nil {
			return nil, err
		}
		cited, err := reader.CitedEvidence(ctx, citing, unseen)
		if err != nil {
			return nil, err
		}
		maps.Copy(found, cited)
	}
	return found, nil
}

// SharedEvidence is what a return on a duty may lean on beside the body's own
// library: what the partners with whom the body shares an office cite in their
// signed returns on 14 and 15 (R17). It is for the body's own people.
func (a *App) SharedEvidence(ctx context.Context, actor domain.Actor, duty domain.Duty, body domain.Body) ([]domain.Evidence, error) {
	if !slices.Contains(officeRecs(), duty.Rec) || !a.access.Can(actor, access.ViewDraft, access.DutyOf(duty, body)) {
		return nil, nil
	}
	partners, err := a.partnersOf(ctx, domain.Scope{Grants: []domain.Grant{{Path: body.Path}}})
	if err != nil || partners.None() {
		return nil, err
	}
	return a.store.Reader().CitedIn(ctx, partners)
}

// partnersOf is the duties 14 and 15 of the bodies with which those of a scope
// share an integrated office.
func (a *App) partnersOf(ctx context.Context, own domain.Scope) (domain.Scope, error) {
	reader := a.store.Reader()
	bodies, err := reader.BodiesIn(ctx, own)
	if err != nil {
		return domain.Scope{}, err
	}
	var partners domain.Scope
	for _, body := range bodies {
		known, err := reader.PartnershipsOf(ctx, own, body.ID)
		if err != nil {
			return domain.Scope{}, err
		}
		for _, p := range known {
			if !p.Office || !p.Stands(domain.DayOf(a.now())) {
				continue
			}
			partner, err := reader.Body(ctx, p.Other(body.ID))
			if err != nil {
				return domain.Scope{}, err
			}
			partners.Grants = append(partners.Grants, domain.Grant{Path: partner.Path, Recs: officeRecs()})
		}
	}
	return partners, nil
}

// officeRecs are the recommendations on which partners with a shared office
// see what the other claims, and may lean on the same evidence (R17).
func officeRecs() []int { return []int{14, 15} }
