package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// Snap is one moment of the whole database, for the pictures that package view
// keeps. It is not scoped: view cuts what it shows. It is not safe for
// concurrent use, nor after the Snapshot has ended.
type Snap struct{ rows }

// Snapshot runs a function over one moment: what it reads and its Head belong
// together.
func (r *Reader) Snapshot(ctx context.Context, fn func(*Snap) error) error {
	how := &sql.TxOptions{ReadOnly: true}
	if r.db.Name() == "postgres" {
		how.Isolation = sql.LevelRepeatableRead // on SQLite every transaction sees one moment
	}
	return fault(r.db.WithContext(ctx).Transaction(func(db *gorm.DB) error { return fn(&Snap{rows{db: db, packs: r.packs}}) }, how))
}

// Head is the number of the last event of this moment.
func (s *Snap) Head() (int64, error) { return s.head() }

// Pack is the latest version of a report's pack.
func (s *Snap) Pack(report string) (*domain.Pack, error) { return s.pack(report) }

// PackVersion is one version of a report's pack.
func (s *Snap) PackVersion(report string, version int) (*domain.Pack, error) {
	return s.packVersion(report, version)
}

// Bodies is every body, in the order of codes.
func (s *Snap) Bodies() ([]domain.Body, error) { return s.bodies() }

// Duties is every duty of a report, by recommendation and code.
func (s *Snap) Duties(report string) ([]domain.Duty, error) { return s.dutiesIn(everything(), report) }

// DutiesByIDs is the duties with these ids, in no order; unknown ones are left out.
func (s *Snap) DutiesByIDs(ids []domain.ID) ([]domain.Duty, error) {
	return s.dutiesByIDs(everything(), ids)
}

// Rounds is every round of a report, by due day, the earliest first.
func (s *Snap) Rounds(report string) ([]domain.Round, error) { return s.rounds(report) }

// ReturnHeads is the returns of some rounds, without their drafts, in no order.
func (s *Snap) ReturnHeads(rounds []domain.ID) ([]ReturnHead, error) {
	return allByIDs[returnHeadRow](s.returnHeads(everything()), returnTable+".round_id", rounds)
}

// ReturnHeadsOf is the returns on some duties, interim ones too, without their
// drafts: those of one duty in the order they were begun.
func (s *Snap) ReturnHeadsOf(duties []domain.ID) ([]ReturnHead, error) {
	return s.returnHeadsOf(duties)
}

// ReturnHeadsOf is Snap.ReturnHeadsOf.
func (tx *Tx) ReturnHeadsOf(duties []domain.ID) ([]ReturnHead, error) {
	return tx.returnHeadsOf(duties)
}

func (r rows) returnHeadsOf(duties []domain.ID) ([]ReturnHead, error) {
	return allByIDs[returnHeadRow](r.returnHeads(everything()).Order(returnTable+".duty_id, "+returnTable+".id"), returnTable+".duty_id", duties)
}

// UnsignedHeads is the returns on some duties that nobody had signed by an instant,
// without their drafts, in no order.
func (s *Snap) UnsignedHeads(duties []domain.ID, by time.Time) ([]ReturnHead, error) {
	const unsigned = returnTable + ".signed = 0 OR " + returnTable + ".signed_at >= ?"
	return allByIDs[returnHeadRow](s.returnHeads(everything()).Where("("+unsigned+")", instant(by)), returnTable+".duty_id", duties)
}

// ReturnHeadsAs is the returns that are in a state, without their drafts, in the
// order they were begun.
func (s *Snap) ReturnHeadsAs(state domain.ReturnState) ([]ReturnHead, error) {
	return all[returnHeadRow](s.returnHeads(everything()).Where(returnTable+".state = ?", state).Order(returnTable + ".id"))
}

// Partnerships is every partnership, ended ones too.
func (s *Snap) Partnerships() ([]domain.Partnership, error) { return s.partnerships() }

// Rulings is every ruling on an edge.
func (s *Snap) Rulings() ([]domain.EdgeRuling, error) { return s.rulings() }

// TakeUps is each nation's take-up of a report; a nation without one is not in it.
func (s *Snap) TakeUps(report string) ([]domain.TakeUp, error) { return s.takeUps(report) }

// Statements is what some sealed texts say, by the id of their row. A text that
// was destroyed is left out.
func (s *Snap) Statements(ids []domain.ID) (map[domain.ID]domain.Statement, error) {
	rows, err := allByIDs[sealedRow](s.db.Where("sealed.content IS NOT NULL"), "sealed.id", ids)
	if err != nil {
		return nil, err
	}
	said := make(map[domain.ID]domain.Statement, len(rows))
	for _, row := range rows {
		var words domain.Statement
		if err := row.Decode(&words); err != nil {
			return nil, fmt.Errorf("store: text %s: %w", row.ID, err)
		}
		said[row.ID] = words
	}
	return said, nil
}

// Actions is every action.
func (s *Snap) Actions() ([]domain.Action, error) { return s.actions() }

// Releases is the figures that each nation released last.
func (s *Snap) Releases(report string) (map[domain.Nation]domain.Release, error) {
	return s.lastReleases(report)
}
