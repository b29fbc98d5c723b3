package store

import (
	"context"
	"math"

	"heed/internal/domain"
)

type takeUpRow struct {
	ID      domain.ID
	Report  string
	Nation  domain.Nation
	Data    document[domain.TakeUp]
	Version int
}

func (takeUpRow) TableName() string      { return "take_up" }
func (r takeUpRow) value() domain.TakeUp { return r.Data.of }

func (r rows) takeUps(report string) ([]domain.TakeUp, error) {
	return all[takeUpRow](r.db.Where("report = ?", report).Order("nation"))
}

// TakeUps is each nation's take-up of a report; a nation without one is not in it.
func (tx *Tx) TakeUps(report string) ([]domain.TakeUp, error) { return tx.takeUps(report) }

// TakeUp finds a nation's take-up of a report.
func (tx *Tx) TakeUp(report string, nation domain.Nation) (domain.TakeUp, error) {
	return one[takeUpRow](tx.db.Where("report = ? AND nation = ?", report, nation))
}

// PutTakeUp adds or changes a take-up.
func (tx *Tx) PutTakeUp(t *domain.TakeUp) error {
	return put(tx, &t.ID, &t.Version, func() takeUpRow { return takeUpRow{t.ID, t.Report, t.Nation, doc(*t), t.Version} })
}

// TakeUps is each nation's take-up of a report: public.
func (r *Reader) TakeUps(ctx context.Context, report string) ([]domain.TakeUp, error) {
	return r.in(ctx).takeUps(report)
}

type releaseRow struct {
	ID     domain.ID
	Report string
	Nation domain.Nation
	Seq    int64
	Data   document[domain.Release]
}

func (releaseRow) TableName() string       { return "release_figures" }
func (r releaseRow) value() domain.Release { return r.Data.of }

func (r rows) lastReleases(report string) (map[domain.Nation]domain.Release, error) {
	return r.releasesUpTo(report, math.MaxInt64)
}

func (r rows) releasesUpTo(report string, seq int64) (map[domain.Nation]domain.Release, error) {
	latest := r.db.Table("release_figures").Select("max(seq)").Where("report = ? AND seq <= ?", report, seq).Group("nation")
	found, err := all[releaseRow](r.db.Where("report = ? AND seq IN (?)", report, latest))
	if err != nil {
		return nil, err
	}
	releases := make(map[domain.Nation]domain.Release, len(found))
	for _, f := range found {
		releases[f.Nation] = f
	}
	return releases, nil
}

// PutRelease adds a nation's released figures to the record. Its Seq is that
// of the event that says so.
func (tx *Tx) PutRelease(r *domain.Release) error {
	if r.ID == "" {
		r.ID = tx.NewID()
	}
	return add(tx, []releaseRow{{r.ID, r.Report, r.Nation, r.Seq, doc(*r)}})
}

// LastReleases is the figures that each nation released last; a nation that
// never did is not in it.
func (tx *Tx) LastReleases(report string) (map[domain.Nation]domain.Release, error) {
	return tx.lastReleases(report)
}

// LastReleases is the figures that each nation released last.
func (r *Reader) LastReleases(ctx context.Context, report string) (map[domain.Nation]domain.Release, error) {
	return r.in(ctx).lastReleases(report)
}

type assignmentRow struct {
	ID       domain.ID
	DutyID   domain.ID
	PersonID domain.ID
	CheckID  ref
	Data     document[domain.Assignment]
	Version  int
}

func (assignmentRow) TableName() string          { return "assignment" }
func (r assignmentRow) value() domain.Assignment { return r.Data.of }

func (r rows) assignmentsOf(scope domain.Scope, duty domain.ID) ([]domain.Assignment, error) {
	return all[assignmentRow](r.inDuties(scope, "assignment").
		Where("assignment.duty_id = ? AND assignment.check_id IS NULL", duty).Order("assignment.id"))
}

func (r rows) assignmentsTo(person domain.ID) ([]domain.Assignment, error) {
	return all[assignmentRow](r.db.Where("person_id = ?", person).Order("id"))
}

// Assignments is who was given a duty's reviews, ended ones too; checks are no
// reviews.
func (tx *Tx) Assignments(duty domain.ID) ([]domain.Assignment, error) {
	return tx.assignmentsOf(everything(), duty)
}

// AssignmentsTo is what a person was given to review or to check, ended ones too.
func (tx *Tx) AssignmentsTo(person domain.ID) ([]domain.Assignment, error) {
	return tx.assignmentsTo(person)
}

// PutAssignment adds or changes an assignment.
func (tx *Tx) PutAssignment(a *domain.Assignment) error {
	return put(tx, &a.ID, &a.Version, func() assignmentRow {
		return assignmentRow{a.ID, a.DutyID, a.PersonID, ref(a.Check), doc(*a), a.Version}
	})
}

// AssignmentsIn is who was given the reviews of any duty in a scope, ended ones
// too.
func (r *Reader) AssignmentsIn(ctx context.Context, scope domain.Scope) ([]domain.Assignment, error) {
	return all[assignmentRow](r.in(ctx).inDuties(scope, "assignment").Where("assignment.check_id IS NULL").Order("assignment.id"))
}

type agreementRow struct {
	ID      domain.ID
	Data    document[domain.Agreement]
	Version int
}

func (agreementRow) TableName() string         { return "agreement" }
func (r agreementRow) value() domain.Agreement { return r.Data.of }

func (r rows) agreements() ([]domain.Agreement, error) { return all[agreementRow](r.db.Order("id")) }

// Agreements is every agreement between oversights, ended ones too.
func (tx *Tx) Agreements() ([]domain.Agreement, error) { return tx.agreements() }

// PutAgreement adds or changes an agreement.
func (tx *Tx) PutAgreement(a *domain.Agreement) error {
	return put(tx, &a.ID, &a.Version, func() agreementRow { return agreementRow{a.ID, doc(*a), a.Version} })
}

// Agreements is every agreement between oversights: who reviews whom is public.
func (r *Reader) Agreements(ctx context.Context) ([]domain.Agreement, error) {
	return r.in(ctx).agreements()
}
