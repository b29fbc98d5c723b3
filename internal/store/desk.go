package store

import (
	"context"

	"heed/internal/domain"
)

// Unanswered is the sealed texts of one kind, of duties in a scope, that no
// text of another kind answers, in the order of their events: questions
// without an answer, disputes without a decision.
func (r *Reader) Unanswered(ctx context.Context, scope domain.Scope, kind, answer domain.SealedKind) ([]domain.Sealed, error) {
	const asked = "sealed.kind IN ('question', 'dispute')" // few, and in an index of their own
	const open = "NOT EXISTS (SELECT 1 FROM sealed reply WHERE reply.re = sealed.id AND reply.kind = ?)"
	return all[sealedRow](r.in(ctx).inDuties(scope, "sealed").Where(asked).Where("sealed.kind = ?", kind).Where(open, answer).Order(sealedInOrder))
}

// Use is a version of a duty that cites a piece of evidence.
type Use struct {
	EvidenceID domain.ID
	DutyID     domain.ID
	No         int // of the version
}

func (r evidenceUseRow) value() Use { return Use(r) }

// UsesOf is where the evidence of a body is cited, by the sealed versions of
// its duties in a scope.
func (r *Reader) UsesOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]Use, error) {
	q := r.in(ctx).db.Select("evidence_use.*").
		Joins("JOIN duty ON duty.id = evidence_use.duty_id JOIN body ON body.id = duty.body_id")
	return all[evidenceUseRow](ofDuties(q, scope).Where("duty.body_id = ?", body).
		Order("duty.rec, evidence_use.no, evidence_use.evidence_id"))
}

// CitedIn is the evidence that signed versions of the duties in a scope cite,
// the earliest first.
func (r *Reader) CitedIn(ctx context.Context, scope domain.Scope) ([]domain.Evidence, error) {
	q := r.in(ctx).db.Select("DISTINCT evidence.*").Joins(signedUse)
	return all[evidenceRow](ofDuties(q, scope).Order("evidence.added_at, evidence.id"))
}
