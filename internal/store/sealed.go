package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"heed/internal/domain"
)

type sealedRow struct {
	ID          domain.ID
	Kind        domain.SealedKind
	BodyID      ref
	DutyID      ref
	No          int
	Re          ref
	ByID        domain.ID
	At          instant
	Seq         int64
	Digest      string
	Content     []byte
	Salt        []byte
	RedactedSeq *int64
}

func (sealedRow) TableName() string { return "sealed" }

func (r sealedRow) value() domain.Sealed {
	return domain.Sealed{ID: r.ID, Kind: r.Kind, BodyID: domain.ID(r.BodyID), DutyID: domain.ID(r.DutyID), No: r.No,
		Re: domain.ID(r.Re), By: r.ByID, At: time.Time(r.At), Seq: r.Seq, Digest: r.Digest,
		Redacted: r.RedactedSeq != nil, Content: r.Content}
}

// Sealing is a text to be sealed: where it belongs, and its content, which
// becomes JSON.
type Sealing struct {
	Sealed  domain.Sealed
	Content any
}

// saltBytes makes a digest say nothing about a text that could be guessed.
const saltBytes = 16

// Seal adds a sealed text to the record: it fills ID, At, Seq where they are
// missing, and always the content and its salted digest, for the event that
// names the row. Seq is the next event's; seal before you append.
func (tx *Tx) Seal(s domain.Sealed, content any) (domain.Sealed, error) {
	sealed, err := tx.SealAll([]Sealing{{s, content}})
	if err != nil {
		return domain.Sealed{}, err
	}
	return sealed[0], nil
}

// SealAll is Seal for many; a Seq that isn't given is the next event's for all.
func (tx *Tx) SealAll(texts []Sealing) ([]domain.Sealed, error) {
	rows := make([]sealedRow, len(texts))
	sealed := make([]domain.Sealed, len(texts))
	var uses []evidenceUseRow
	for i, t := range texts {
		row, err := tx.seal(t)
		if err != nil {
			return nil, err
		}
		rows[i], sealed[i] = row, row.value()
		if v, ok := t.Content.(domain.Version); ok {
			uses = append(uses, usesOf(sealed[i], v)...)
		}
	}
	if err := add(tx, rows); err != nil {
		return nil, err
	}
	return sealed, add(tx, uses)
}

func (tx *Tx) seal(t Sealing) (sealedRow, error) {
	s := t.Sealed
	if s.ID == "" {
		s.ID = tx.NewID()
	}
	if s.Seq == 0 {
		s.Seq = tx.head + 1
	}
	if s.At.IsZero() {
		s.At = tx.now
	}
	text, err := json.Marshal(t.Content)
	if err != nil {
		return sealedRow{}, fmt.Errorf("store: seal %s: %w", s.Kind, err)
	}
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(tx.store.random, salt); err != nil {
		return sealedRow{}, fmt.Errorf("store: salt: %w", err)
	}
	return sealedRow{ID: s.ID, Kind: s.Kind, BodyID: ref(s.BodyID), DutyID: ref(s.DutyID), No: s.No, Re: ref(s.Re),
		ByID: s.By, At: instant(s.At), Seq: s.Seq, Digest: digest(salt, text), Content: text, Salt: salt}, nil
}

func digest(salt, text []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// sealedInOrder is that of the events that named the rows.
const sealedInOrder = "sealed.seq, sealed.id"

func (r rows) sealedOf(scope domain.Scope, duty domain.ID, kinds []domain.SealedKind) ([]domain.Sealed, error) {
	q := r.inDuties(scope, "sealed").Where("sealed.duty_id = ?", duty).Order(sealedInOrder)
	if len(kinds) > 0 {
		q = q.Where(isKind(kinds...))
	}
	return all[sealedRow](q)
}

// isKind is a condition on the kind, as text of its own and not as parameters:
// one index of the table is on two kinds alone, so that SQLite plans a statement
// again each time it is told a kind.
func isKind(kinds ...domain.SealedKind) string {
	quoted := make([]string, len(kinds))
	for i, k := range kinds {
		quoted[i] = "'" + strings.ReplaceAll(string(k), "'", "''") + "'"
	}
	return "sealed.kind IN (" + strings.Join(quoted, ", ") + ")"
}

// sealed finds a row of a duty, or of a body where it belongs to no duty.
func (r rows) sealed(scope domain.Scope, id domain.ID) (domain.Sealed, error) {
	s, err := one[sealedRow](r.db.Where("id = ?", id))
	switch {
	case err != nil:
	case s.DutyID != "":
		_, err = r.duty(scope, s.DutyID)
	default:
		_, err = r.body(scope, s.BodyID)
	}
	if err != nil {
		return domain.Sealed{}, err
	}
	return s, nil
}

func (r rows) numbered(scope domain.Scope, duty domain.ID, kind domain.SealedKind, no int) (domain.Sealed, error) {
	return one[sealedRow](r.inDuties(scope, "sealed").
		Where("sealed.duty_id = ? AND sealed.no = ?", duty, no).Where(isKind(kind)).
		Order("sealed.seq DESC, sealed.id DESC"))
}

func (r rows) versionOf(scope domain.Scope, duty domain.ID, no int) (domain.Version, domain.Sealed, error) {
	sealed, err := r.numbered(scope, duty, domain.SealedVersion, no)
	if err != nil {
		return domain.Version{}, domain.Sealed{}, err
	}
	v := domain.Version{DutyID: duty, No: no, By: sealed.By, At: sealed.At} // what stays of one that was destroyed
	if err := sealed.Decode(&v); err != nil {
		return domain.Version{}, domain.Sealed{}, fmt.Errorf("store: version %d of duty %s: %w", no, duty, err)
	}
	return v, sealed, nil
}

func (r rows) reviewsOf(scope domain.Scope, duty domain.ID) ([]domain.Review, error) {
	sealed, err := r.sealedOf(scope, duty, []domain.SealedKind{domain.SealedReview})
	if err != nil {
		return nil, err
	}
	reviews := make([]domain.Review, len(sealed))
	for i, s := range sealed {
		if err := s.Decode(&reviews[i]); err != nil {
			return nil, fmt.Errorf("store: review %s: %w", s.ID, err)
		}
		reviews[i].ID, reviews[i].DutyID, reviews[i].VersionNo, reviews[i].By, reviews[i].At = s.ID, duty, s.No, s.By, s.At
	}
	return reviews, nil
}

// Sealed finds a sealed text.
func (tx *Tx) Sealed(id domain.ID) (domain.Sealed, error) { return tx.sealed(everything(), id) }

// SealedOf is a duty's sealed texts of some kinds, or of all, in the order of
// their events.
func (tx *Tx) SealedOf(duty domain.ID, kinds ...domain.SealedKind) ([]domain.Sealed, error) {
	return tx.sealedOf(everything(), duty, kinds)
}

// VersionOf finds a duty's version by its number, with the row that seals it.
func (tx *Tx) VersionOf(duty domain.ID, no int) (domain.Version, domain.Sealed, error) {
	return tx.versionOf(everything(), duty, no)
}

// ReviewsOf is every review of a duty, the earliest first. Each bears the id
// of the row that seals it.
func (tx *Tx) ReviewsOf(duty domain.ID) ([]domain.Review, error) {
	return tx.reviewsOf(everything(), duty)
}

// SignerOf is who signed a version of a duty.
func (tx *Tx) SignerOf(duty domain.ID, no int) (domain.ID, error) {
	signature, err := tx.numbered(everything(), duty, domain.SealedSignature, no)
	return signature.By, err
}

// RedactSealed destroys a text and its salt by the order that event seq
// records. Who, when and the digest remain. It can be done once.
func (tx *Tx) RedactSealed(id domain.ID, seq int64) error {
	return tx.redact("sealed", id, map[string]any{"content": nil, "salt": nil, "redacted_seq": seq})
}

// redact empties columns of a row that was not redacted before.
func (tx *Tx) redact(table string, id domain.ID, columns map[string]any) error {
	res := tx.db.Table(table).Where("id = ? AND redacted_seq IS NULL", id).Updates(columns)
	if err := tx.run(res); err != nil {
		return err
	}
	if res.RowsAffected == 1 {
		return nil
	}
	var n int64
	if err := tx.db.Table(table).Where("id = ?", id).Count(&n).Error; err != nil {
		return fault(err)
	}
	if n == 0 {
		return domain.Missing()
	}
	return domain.Clash("already_redacted", nil)
}

// Sealed finds a sealed text of a duty, or a body, in a scope.
func (r *Reader) Sealed(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Sealed, error) {
	return r.in(ctx).sealed(scope, id)
}

// SealedOf is the sealed texts of some kinds, or of all, of a duty in a scope,
// in the order of their events.
func (r *Reader) SealedOf(ctx context.Context, scope domain.Scope, duty domain.ID, kinds ...domain.SealedKind) ([]domain.Sealed, error) {
	return r.in(ctx).sealedOf(scope, duty, kinds)
}

// History is what was sealed about a duty in a scope, in the order of its
// events, versions without what they say: they are many, long, and each has a
// page of its own. Of versions and signatures, which every round brings, it is
// the last so many; all, when last is 0.
func (r *Reader) History(ctx context.Context, scope domain.Scope, duty domain.ID, last int) ([]domain.Sealed, error) {
	const columns = `sealed.id, sealed.kind, sealed.body_id, sealed.duty_id, sealed.no, sealed.re, sealed.by_id, sealed.at, sealed.seq, ` +
		`sealed.digest, CASE WHEN sealed.kind <> 'version' THEN sealed.content END AS content, sealed.redacted_seq`
	q := r.in(ctx).inDuties(scope, "sealed").Select(columns).Where("sealed.duty_id = ?", duty)
	if last > 0 {
		// The index alone answers the inner question, so that old rows are never read.
		routine := isKind(domain.SealedVersion, domain.SealedSignature)
		since := "SELECT min(seq) FROM (SELECT seq FROM sealed WHERE duty_id = ? AND " + routine + " ORDER BY seq DESC LIMIT ?) AS late"
		q = q.Where("(NOT "+routine+" OR sealed.seq >= ("+since+"))", duty, last)
	}
	found, err := all[sealedRow](q)
	// Put in order here: the engine would carry every text through its sorter.
	slices.SortFunc(found, func(a, b domain.Sealed) int { return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) })
	return found, err
}

// SealedAbout is the sealed texts of some kinds, or of all, about a row that is
// no single duty's, such as an action or a partnership, of a body in a scope;
// in the order of their events.
func (r *Reader) SealedAbout(ctx context.Context, scope domain.Scope, re domain.ID, kinds ...domain.SealedKind) ([]domain.Sealed, error) {
	q := ofBodies(joinBody(r.in(ctx).db, "sealed"), scope).
		Where("sealed.re = ? AND sealed.duty_id IS NULL", re).Order(sealedInOrder)
	if len(kinds) > 0 {
		q = q.Where(isKind(kinds...))
	}
	return all[sealedRow](q)
}

// VersionOf finds a version of a duty in a scope, with the row that seals it.
func (r *Reader) VersionOf(ctx context.Context, scope domain.Scope, duty domain.ID, no int) (domain.Version, domain.Sealed, error) {
	return r.in(ctx).versionOf(scope, duty, no)
}

// ReviewsOf is every review of a duty in a scope, the earliest first.
func (r *Reader) ReviewsOf(ctx context.Context, scope domain.Scope, duty domain.ID) ([]domain.Review, error) {
	return r.in(ctx).reviewsOf(scope, duty)
}
