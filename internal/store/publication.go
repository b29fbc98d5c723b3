package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"heed/internal/domain"
)

type publicationRow struct {
	ID     domain.ID
	Report string
	Nation domain.Nation
	Seq    int64
	Data   document[domain.Publication]
}

func (publicationRow) TableName() string           { return "publication" }
func (r publicationRow) value() domain.Publication { return r.Data.of }

type publicRow struct {
	PublicationID domain.ID `gorm:"primaryKey"`
	DutyID        domain.ID `gorm:"primaryKey"`
	Place         int
	Data          []byte
}

func (publicRow) TableName() string { return "publication_row" }
func (r publicRow) value() []byte   { return r.Data }

type publicationEndRow struct {
	PublicationID domain.ID `gorm:"primaryKey"`
	Report        string
	Nation        domain.Nation
	No            int
	Correction    int
	Seq           int64
	Data          document[domain.PublicationEnd]
}

func (publicationEndRow) TableName() string          { return "publication_end" }
func (r publicationEndRow) value() publicationEndRow { return r }

func (r publicationEndRow) end() domain.PublicationEnd {
	end := r.Data.of
	end.Seq = r.Seq
	return end
}

type publicationFileRow struct {
	PublicationID domain.ID `gorm:"primaryKey"`
	Format        string    `gorm:"primaryKey"`
	Content       []byte
}

func (publicationFileRow) TableName() string { return "publication_file" }
func (r publicationFileRow) value() []byte   { return r.Content }

// publications is every publication of a report with what became of it, in the
// order in which they were prepared.
func (r rows) publications(report string) ([]domain.Publication, error) {
	found, err := all[publicationRow](r.db.Where("report = ?", report).Order("seq"))
	if err != nil {
		return nil, err
	}
	ends, err := all[publicationEndRow](r.db.Where("report = ?", report))
	if err != nil {
		return nil, err
	}
	for _, end := range ends {
		i := slices.IndexFunc(found, func(p domain.Publication) bool { return p.ID == end.PublicationID })
		if i < 0 {
			return nil, fmt.Errorf("store: publication %s has ended and never began", end.PublicationID)
		}
		found[i].End = end.end()
	}
	return found, nil
}

func (r rows) publication(id domain.ID) (domain.Publication, error) {
	p, err := one[publicationRow](r.db.Where("id = ?", id))
	if err != nil {
		return p, err
	}
	end, err := one[publicationEndRow](r.db.Where("publication_id = ?", id))
	if domain.KindOf(err) == domain.NotFound {
		return p, nil
	}
	p.End = end.end()
	return p, err
}

// publicRows is the rows of a publication as they are stored, in their order,
// of duties in a scope.
func (r rows) publicRows(scope domain.Scope, id domain.ID) ([][]byte, error) {
	return all[publicRow](r.inDuties(scope, "publication_row").Where("publication_row.publication_id = ?", id).Order("publication_row.place"))
}

func readRows(stored [][]byte, err error) ([]domain.PublicationRow, error) {
	if err != nil {
		return nil, err
	}
	rows := make([]domain.PublicationRow, len(stored))
	for i, row := range stored {
		if err := json.Unmarshal(row, &rows[i]); err != nil {
			return nil, fmt.Errorf("store: read a row of a publication: %w", err)
		}
	}
	return rows, nil
}

func (r rows) replies(scope domain.Scope, id domain.ID) ([]domain.Sealed, error) {
	q := ofBodies(joinBody(r.db, "sealed"), scope)
	return all[sealedRow](q.Where(isKind(domain.SealedReply)).Where("sealed.re = ?", id).Order(sealedInOrder))
}

// Publication finds a publication.
func (tx *Tx) Publication(id domain.ID) (domain.Publication, error) { return tx.publication(id) }

// Publications is every publication of a report, drafts and withdrawn ones too,
// in the order in which they were prepared.
func (tx *Tx) Publications(report string) ([]domain.Publication, error) {
	return tx.publications(report)
}

// PublicationRows is the rows of a publication, in their order.
func (tx *Tx) PublicationRows(id domain.ID) ([]domain.PublicationRow, error) {
	return readRows(tx.publicRows(everything(), id))
}

// HashOfRows is the hash of a publication's rows as they are stored now.
func (tx *Tx) HashOfRows(id domain.ID) (string, error) {
	stored, err := tx.publicRows(everything(), id)
	return domain.HashRows(stored), err
}

// RepliesTo is what bodies replied to a publication, in the order of time.
func (tx *Tx) RepliesTo(id domain.ID) ([]domain.Sealed, error) { return tx.replies(everything(), id) }

// SeqAt is the number of the last event before an instant; 0 where there was
// none.
func (tx *Tx) SeqAt(before time.Time) (int64, error) { return tx.seqAt(before) }

// DutiesAsOf is every duty of a report as an event left it: see Snap.DutiesAsOf.
func (tx *Tx) DutiesAsOf(report string, seq int64) ([]domain.Duty, error) {
	return tx.dutiesAsOf(report, seq)
}

// AddPublication adds a publication with its rows to the record: it fills ID, At,
// Rows and RowsHash, under the number of the event that is to say so.
func (tx *Tx) AddPublication(p *domain.Publication, rows []domain.PublicationRow) error {
	if p.ID == "" {
		p.ID = tx.NewID()
	}
	stored, encoded := make([]publicRow, len(rows)), make([][]byte, len(rows))
	for i, row := range rows {
		data, err := domain.EncodeRow(row)
		if err != nil {
			return fmt.Errorf("store: write a row of a publication: %w", err)
		}
		stored[i], encoded[i] = publicRow{p.ID, row.Duty, i + 1, data}, data
	}
	p.At, p.Rows, p.RowsHash = tx.now, len(rows), domain.HashRows(encoded)
	if err := add(tx, []publicationRow{{p.ID, p.Report, p.Nation, tx.head + 1, doc(*p)}}); err != nil {
		return err
	}
	return add(tx, stored)
}

// EndPublication adds to the record what became of a publication, with its
// files. It can be done once, and a number is given once: another time is a
// Conflict.
func (tx *Tx) EndPublication(p *domain.Publication, end domain.PublicationEnd) error {
	end.At, end.Seq = tx.now, tx.head+1
	var files []publicationFileRow
	for _, f := range end.Files {
		files = append(files, publicationFileRow{p.ID, f.Format, f.Content})
	}
	if err := add(tx, []publicationEndRow{{p.ID, p.Report, p.Nation, end.No, end.Correction, end.Seq, doc(end)}}); err != nil {
		return err
	}
	p.End = end
	return add(tx, files)
}

// Publications is the publications of a report: those that were issued, which
// are everybody's, and of the others those of a nation in the scope, or that
// name a duty in it, which have not been withdrawn.
func (r *Reader) Publications(ctx context.Context, scope domain.Scope, report string) ([]domain.Publication, error) {
	in := r.in(ctx)
	found, err := in.publications(report)
	if err != nil {
		return nil, err
	}
	var seen []domain.Publication
	for _, p := range found {
		sees, err := in.seesPublication(scope, p)
		if err != nil {
			return nil, err
		}
		if sees {
			seen = append(seen, p)
		}
	}
	return seen, nil
}

func (r rows) seesPublication(scope domain.Scope, p domain.Publication) (bool, error) {
	if p.State() == domain.PublicationIssued || sees(scope, p) {
		return true, nil
	}
	if scope.None() {
		return false, nil
	}
	if len(p.Paused) > 0 {
		paused := make([]domain.ID, len(p.Paused))
		for i, b := range p.Paused {
			paused[i] = b.BodyID
		}
		_, err := one[bodyRow](ofBodies(r.db.Where("id IN ?", paused), scope))
		if err == nil || domain.KindOf(err) != domain.NotFound {
			return err == nil, err
		}
	}
	_, err := one[publicRow](r.inDuties(scope, "publication_row").Where("publication_row.publication_id = ?", p.ID).Limit(1))
	if domain.KindOf(err) == domain.NotFound {
		return false, nil
	}
	return err == nil, err
}

// sees says that a scope reaches over a whole nation that a publication covers.
func sees(scope domain.Scope, p domain.Publication) bool {
	return slices.ContainsFunc(p.Nations, func(n domain.Nation) bool { return scope.Sees(n.Path(), 0, "") })
}

// Publication finds a publication that Publications would show.
func (r *Reader) Publication(ctx context.Context, scope domain.Scope, id domain.ID) (domain.Publication, error) {
	in := r.in(ctx)
	p, err := in.publication(id)
	if err != nil {
		return domain.Publication{}, err
	}
	switch sees, err := in.seesPublication(scope, p); {
	case err != nil:
		return domain.Publication{}, err
	case !sees:
		return domain.Publication{}, domain.Missing()
	}
	return p, nil
}

// reach is how far a scope reaches in a publication: in what was issued, to all
// of it.
func (r rows) reach(scope domain.Scope, id domain.ID) (domain.Scope, error) {
	end, err := one[publicationEndRow](r.db.Where("publication_id = ?", id))
	switch {
	case domain.KindOf(err) == domain.NotFound:
		return scope, nil
	case err != nil:
		return domain.Scope{}, err
	case end.No > 0:
		return everything(), nil
	}
	return scope, nil
}

// PublicationRows is the rows of a publication, in their order: all that was
// issued, and of a draft those in the scope.
func (r *Reader) PublicationRows(ctx context.Context, scope domain.Scope, id domain.ID) ([]domain.PublicationRow, error) {
	in := r.in(ctx)
	reach, err := in.reach(scope, id)
	if err != nil {
		return nil, err
	}
	return readRows(in.publicRows(reach, id))
}

// RepliesTo is what bodies replied to a publication, in the order of time: all
// of it once it is issued, and of a draft what is in the scope.
func (r *Reader) RepliesTo(ctx context.Context, scope domain.Scope, id domain.ID) ([]domain.Sealed, error) {
	in := r.in(ctx)
	reach, err := in.reach(scope, id)
	if err != nil {
		return nil, err
	}
	return in.replies(reach, id)
}

// PublicationFile is the bytes of a file of a publication that was issued.
func (r *Reader) PublicationFile(ctx context.Context, id domain.ID, format string) ([]byte, error) {
	return one[publicationFileRow](r.in(ctx).db.Where("publication_id = ? AND format = ?", id, format))
}
