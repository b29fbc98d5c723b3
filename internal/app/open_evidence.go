package app

import (
	"context"
	"io"

	"heed/internal/access"
	"heed/internal/domain"
)

// OpenEvidence finds a piece of evidence for somebody who may see it and opens
// its file; of a link or a statement the reader is nil. The body's own people
// may open all of their library; oversight and whoever was assigned a review,
// what a signed version cites; a partner with whom the body shares an office,
// what its signed returns on 14 and 15 cite (R17). To anyone else it is
// missing, and so is a file that was destroyed.
func (a *App) OpenEvidence(ctx context.Context, actor domain.Actor, id domain.ID) (domain.Evidence, io.ReadCloser, error) {
	e, err := a.visibleEvidence(ctx, actor, id)
	if err != nil || e.Kind != domain.EvidenceFile {
		return e, nil, err
	}
	content, err := a.files.Get(ctx, e.ID, e.Key)
	return e, content, err
}

func (a *App) visibleEvidence(ctx context.Context, actor domain.Actor, id domain.ID) (domain.Evidence, error) {
	reader := a.store.Reader()
	own := a.access.ScopeOf(actor, access.ViewDraft)
	e, err := reader.Evidence(ctx, own, id)
	if err == nil || !missing(err) {
		return e, err
	}
	for _, scope := range []func() (domain.Scope, error){
		func() (domain.Scope, error) { return a.access.ScopeOf(actor, access.View), nil },
		func() (domain.Scope, error) { return a.partnersOf(ctx, own) },
	} {
		cited, err := scope()
		if err != nil {
			return domain.Evidence{}, err
		}
		found, err := reader.CitedEvidence(ctx, cited, []domain.ID{id})
		if err != nil {
			return domain.Evidence{}, err
		}
		if e, seen := found[id]; seen {
			return e, nil
		}
	}
	return domain.Evidence{}, domain.Missing()
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
