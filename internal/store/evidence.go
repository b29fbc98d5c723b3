package store

import (
	"context"
	"time"

	"heed/internal/domain"
)

type evidenceRow struct {
	ID          domain.ID
	BodyID      domain.ID
	Kind        domain.EvidenceKind
	Title       *string
	FromDay     domain.Day
	ToDay       domain.Day
	Expires     domain.Day
	URL         *string
	Text        *string
	FileName    *string
	FileKey     []byte
	MediaType   string
	Size        int64
	Hash        string
	Replaces    ref
	AddedBy     domain.ID
	AddedAt     instant
	RedactedSeq *int64
}

func (evidenceRow) TableName() string { return "evidence" }

func (r evidenceRow) value() domain.Evidence {
	return domain.Evidence{ID: r.ID, BodyID: r.BodyID, Kind: r.Kind, Title: text(r.Title), From: r.FromDay, To: r.ToDay,
		Expires: r.Expires, URL: text(r.URL), Text: text(r.Text), FileName: text(r.FileName), MediaType: r.MediaType,
		Size: r.Size, Hash: r.Hash, Replaces: domain.ID(r.Replaces), AddedBy: r.AddedBy, AddedAt: time.Time(r.AddedAt),
		Redacted: r.RedactedSeq != nil, Key: r.FileKey}
}

// text is a column that redaction empties.
func text(column *string) string {
	if column == nil {
		return ""
	}
	return *column
}

type evidenceUseRow struct {
	EvidenceID domain.ID `gorm:"primaryKey"`
	DutyID     domain.ID `gorm:"primaryKey"`
	No         int       `gorm:"primaryKey;autoIncrement:false"`
}

func (evidenceUseRow) TableName() string { return "evidence_use" }

// usesOf is which evidence a sealed version cites.
func usesOf(s domain.Sealed, v domain.Version) []evidenceUseRow {
	var uses []evidenceUseRow
	seen := map[domain.ID]bool{}
	for _, use := range v.Content.Evidence {
		if !seen[use.EvidenceID] {
			seen[use.EvidenceID] = true
			uses = append(uses, evidenceUseRow{use.EvidenceID, s.DutyID, s.No})
		}
	}
	return uses
}

func (r rows) evidence(scope domain.Scope, id domain.ID) (domain.Evidence, error) {
	return one[evidenceRow](ofBodies(joinBody(r.db, "evidence"), scope).Where("evidence.id = ?", id))
}

func (r rows) evidenceOf(scope domain.Scope, body domain.ID) ([]domain.Evidence, error) {
	return all[evidenceRow](ofBodies(joinBody(r.db, "evidence"), scope).
		Where("evidence.body_id = ?", body).Order("evidence.added_at, evidence.id"))
}

func (r rows) evidenceByIDs(scope domain.Scope, ids []domain.ID) (map[domain.ID]domain.Evidence, error) {
	return byID(allByIDs[evidenceRow](ofBodies(joinBody(r.db, "evidence"), scope), "evidence.id", ids))
}

func byID(found []domain.Evidence, err error) (map[domain.ID]domain.Evidence, error) {
	if err != nil {
		return nil, err
	}
	evidence := make(map[domain.ID]domain.Evidence, len(found))
	for _, e := range found {
		evidence[e.ID] = e
	}
	return evidence, nil
}

// Evidence finds a piece of evidence.
func (tx *Tx) Evidence(id domain.ID) (domain.Evidence, error) { return tx.evidence(everything(), id) }

// EvidenceOf is a body's library, the earliest first.
func (tx *Tx) EvidenceOf(body domain.ID) ([]domain.Evidence, error) {
	return tx.evidenceOf(everything(), body)
}

// EvidenceAlike is what a body's library holds of the same kind with the same
// hash: all that could say the same as a new piece.
func (tx *Tx) EvidenceAlike(e domain.Evidence) ([]domain.Evidence, error) {
	return all[evidenceRow](tx.db.Where("body_id = ? AND kind = ? AND hash = ?", e.BodyID, e.Kind, e.Hash))
}

// EvidenceByIDs is the evidence with these ids; unknown ones are left out.
func (tx *Tx) EvidenceByIDs(ids []domain.ID) (map[domain.ID]domain.Evidence, error) {
	return tx.evidenceByIDs(everything(), ids)
}

// AddEvidence adds a piece of evidence to the record. It fills ID and AddedAt
// where they are missing.
func (tx *Tx) AddEvidence(e *domain.Evidence) error {
	if e.ID == "" {
		e.ID = tx.NewID()
	}
	if e.AddedAt.IsZero() {
		e.AddedAt = tx.now
	}
	return add(tx, []evidenceRow{rowOfEvidence(e)})
}

// AddEvidences adds many pieces that bring their ids and instants.
func (tx *Tx) AddEvidences(all []domain.Evidence) error {
	rows := make([]evidenceRow, len(all))
	for i := range all {
		rows[i] = rowOfEvidence(&all[i])
	}
	return add(tx, rows)
}

func rowOfEvidence(e *domain.Evidence) evidenceRow {
	return evidenceRow{ID: e.ID, BodyID: e.BodyID, Kind: e.Kind, Title: &e.Title, FromDay: e.From, ToDay: e.To,
		Expires: e.Expires, URL: &e.URL, Text: &e.Text, FileName: &e.FileName, FileKey: e.Key, MediaType: e.MediaType,
		Size: e.Size, Hash: e.Hash, Replaces: ref(e.Replaces), AddedBy: e.AddedBy, AddedAt: instant(e.AddedAt)}
}

// RedactEvidence destroys what a piece of evidence says, its title and name
// and the key of its file, by the order that event seq records. Kind, period,
// hash, size, who and when remain. It can be done once.
func (tx *Tx) RedactEvidence(id domain.ID, seq int64) error {
	return tx.redact("evidence", id, map[string]any{
		"title": nil, "url": nil, "text": nil, "file_name": nil, "file_key": nil, "redacted_seq": seq})
}

// Evidence finds a piece of evidence of a body in a scope.
func (r *Reader) Evidence(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Evidence, error) {
	return r.in(ctx).evidence(scope, id)
}

// EvidenceOf is the library of a body in a scope, the earliest first.
func (r *Reader) EvidenceOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.Evidence, error) {
	return r.in(ctx).evidenceOf(scope, body)
}

// EvidenceByIDs is the evidence of bodies in a scope with these ids; others
// are left out.
func (r *Reader) EvidenceByIDs(ctx context.Context, scope domain.Scope, ids []domain.ID) (map[domain.ID]domain.Evidence, error) {
	return r.in(ctx).evidenceByIDs(scope, ids)
}

// signedUse joins evidence to the duties whose signed versions cite it.
const signedUse = `JOIN evidence_use ON evidence_use.evidence_id = evidence.id
	JOIN sealed ON sealed.duty_id = evidence_use.duty_id AND sealed.no = evidence_use.no AND sealed.kind = 'signature'
	JOIN duty ON duty.id = evidence_use.duty_id
	JOIN body ON body.id = duty.body_id`

// CitedEvidence is the evidence with these ids that a signed version of a duty
// in the scope cites: what oversight, and whoever was assigned a review, may
// open. Others are left out.
func (r *Reader) CitedEvidence(ctx context.Context, scope domain.Scope, ids []domain.ID) (map[domain.ID]domain.Evidence, error) {
	q := r.in(ctx).db.Select("DISTINCT evidence.*").Joins(signedUse)
	return byID(allByIDs[evidenceRow](ofDuties(q, scope), "evidence.id", ids))
}
