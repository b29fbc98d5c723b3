package store

import (
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// rows asks questions of a connection pool or of a transaction. Its methods
// are the reads that Tx, Reader and Snap share; each file holds one noun's.
type rows struct {
	db     *gorm.DB
	packs  *packShelf
	writes bool
}

// row is a table's row; value is what it keeps.
type row[T any] interface{ value() T }

// one is the only row of a query; none is domain.Missing.
func one[R row[T], T any](q *gorm.DB) (T, error) {
	var r R
	err := q.Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return *new(T), domain.Missing()
	}
	if err != nil {
		return *new(T), fault(err)
	}
	return r.value(), nil
}

// all is every row of a query, in its order.
func all[R row[T], T any](q *gorm.DB) ([]T, error) {
	var found []R
	if err := q.Find(&found).Error; err != nil {
		return nil, fault(err)
	}
	values := make([]T, len(found))
	for i, r := range found {
		values[i] = r.value()
	}
	return values, nil
}

// idsAtOnce keeps lists of ids below what a statement takes as parameters.
const idsAtOnce = 5000

// allByIDs is every row whose column is one of the ids, however many.
func allByIDs[R row[T], T any](q *gorm.DB, column string, ids []domain.ID) ([]T, error) {
	q = q.Session(&gorm.Session{})
	var values []T
	for some := range slices.Chunk(ids, idsAtOnce) {
		found, err := all[R](q.Where(column+" IN ?", some))
		if err != nil {
			return nil, err
		}
		values = append(values, found...)
	}
	return values, nil
}

// rowsAtOnce is how many rows one INSERT carries. The SQLite driver takes time
// with the square of a statement's parameters, so that few rows are fastest.
const rowsAtOnce = 50

// add inserts rows. A key that is taken is a Conflict.
func add[R any](tx *Tx, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	err := tx.run(tx.db.CreateInBatches(rows, rowsAtOnce))
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fmt.Errorf("%w: %w", domain.Clash("already_there", nil), err)
	}
	return err
}

// put inserts a present row whose version is 0, or changes the one that still
// has the version its maker saw; a lost race is a Conflict that carries what
// stands now. It fills an empty id and counts the version up.
func put[R row[T], T any](tx *Tx, id *domain.ID, version *int, build func() R) error {
	if *id == "" {
		*id = tx.NewID()
	}
	seen := *version
	*version = seen + 1
	err := putRow(tx, *id, seen, build())
	if err != nil {
		*version = seen
	}
	return err
}

func putRow[R row[T], T any](tx *Tx, id domain.ID, seen int, r R) error {
	if seen == 0 {
		return add(tx, []R{r})
	}
	res := tx.db.Model(&r).Where("version = ?", seen).Select("*").Updates(&r)
	if err := tx.run(res); err != nil {
		return err
	}
	if res.RowsAffected == 1 {
		return nil
	}
	now, err := one[R](tx.db.Where("id = ?", id))
	if err != nil {
		return err
	}
	return domain.Clash("changed_meanwhile", now)
}

// putAll is put for many: new rows are inserted together, the others changed
// one by one.
func putAll[T, R any](tx *Tx, values []T, putOne func(*T) error, guard func(*T) (*domain.ID, *int), build func(T) R) error {
	var fresh []R
	for i := range values {
		id, version := guard(&values[i])
		if *version > 0 {
			if err := putOne(&values[i]); err != nil {
				return err
			}
			continue
		}
		if *id == "" {
			*id = tx.NewID()
		}
		*version = 1
		fresh = append(fresh, build(values[i]))
	}
	return add(tx, fresh)
}
