package store

import (
	"context"

	"heed/internal/domain"
)

type roundRow struct {
	ID      domain.ID
	Report  string
	Due     domain.Day
	Data    document[domain.Round]
	Version int
}

func (roundRow) TableName() string     { return "round" }
func (r roundRow) value() domain.Round { return r.Data.of }

func (r rows) round(id domain.ID) (domain.Round, error) {
	return one[roundRow](r.db.Where("id = ?", id))
}

func (r rows) rounds(report string) ([]domain.Round, error) {
	return all[roundRow](r.db.Where("report = ?", report).Order("due, id"))
}

func (r rows) roundsByIDs(ids []domain.ID) ([]domain.Round, error) {
	return allByIDs[roundRow](r.db, "id", ids)
}

// RoundsByIDs is the rounds with these ids, in no order; unknown ones are left out.
func (tx *Tx) RoundsByIDs(ids []domain.ID) ([]domain.Round, error) { return tx.roundsByIDs(ids) }

// Round finds a round.
func (tx *Tx) Round(id domain.ID) (domain.Round, error) { return tx.round(id) }

// Rounds is every round of a report, by due day, the earliest first.
func (tx *Tx) Rounds(report string) ([]domain.Round, error) { return tx.rounds(report) }

// PutRound adds or changes a round.
func (tx *Tx) PutRound(r *domain.Round) error {
	return put(tx, &r.ID, &r.Version, func() roundRow { return roundRow{r.ID, r.Report, r.Due, doc(*r), r.Version} })
}

// Round finds a round: rounds are public.
func (r *Reader) Round(ctx context.Context, id domain.ID) (domain.Round, error) {
	return r.in(ctx).round(id)
}

// Rounds is every round of a report, by due day, the earliest first.
func (r *Reader) Rounds(ctx context.Context, report string) ([]domain.Round, error) {
	return r.in(ctx).rounds(report)
}

// RoundsByIDs is the rounds with these ids, in no order; unknown ones are left out.
func (r *Reader) RoundsByIDs(ctx context.Context, ids []domain.ID) ([]domain.Round, error) {
	return r.in(ctx).roundsByIDs(ids)
}
