package store

import (
	"context"
	"slices"

	"heed/internal/domain"
)

type checkRow struct {
	ID      domain.ID
	Report  string
	No      int
	Data    document[domain.SpotCheck]
	Version int
}

func (checkRow) TableName() string         { return "spot_check" }
func (r checkRow) value() domain.SpotCheck { return r.Data.of }

type checkItemRow struct {
	ID       domain.ID
	CheckID  domain.ID
	BodyID   domain.ID
	DutyID   domain.ID
	PersonID ref
	Reopens  bool
	Data     document[domain.CheckItem]
	Version  int
}

func (checkItemRow) TableName() string         { return "check_item" }
func (r checkItemRow) value() domain.CheckItem { return r.Data.of }

func checkItem(i domain.CheckItem) checkItemRow {
	reopens := i.Found == domain.CheckNotUpheld && !i.IssuedAt.IsZero()
	return checkItemRow{i.ID, i.CheckID, i.BodyID, i.DutyID, ref(i.Assessor), reopens, doc(i), i.Version}
}

type checkEntryRow struct {
	CheckID domain.ID
	EntryID domain.ID
	Seq     int64
	Data    document[domain.CheckEntry]
}

func (checkEntryRow) TableName() string          { return "check_entry" }
func (r checkEntryRow) value() domain.CheckEntry { return r.Data.of }

type checkResultRow struct {
	CheckID domain.ID
	Rec     int
	Seq     int64
	Data    document[domain.CheckResult]
}

func (checkResultRow) TableName() string           { return "check_result" }
func (r checkResultRow) value() domain.CheckResult { return r.Data.of }

type clientRow struct {
	ID       domain.ID
	PersonID domain.ID
	Data     document[domain.Clients]
	Version  int
}

func (clientRow) TableName() string       { return "client" }
func (r clientRow) value() domain.Clients { return r.Data.of }

func (r rows) checks(report string) ([]domain.SpotCheck, error) {
	return all[checkRow](r.db.Where("report = ?", report).Order("no"))
}

func (r rows) check(id domain.ID) (domain.SpotCheck, error) {
	return one[checkRow](r.db.Where("id = ?", id))
}

func (r rows) checkItems(scope domain.Scope, check domain.ID) ([]domain.CheckItem, error) {
	return all[checkItemRow](r.inDuties(scope, "check_item").Where("check_item.check_id = ?", check).Order("check_item.id"))
}

func (r rows) checkItem(scope domain.Scope, id domain.ID) (domain.CheckItem, error) {
	return one[checkItemRow](r.inDuties(scope, "check_item").Where("check_item.id = ?", id))
}

func (r rows) checkEntries(check domain.ID) ([]domain.CheckEntry, error) {
	return all[checkEntryRow](r.db.Where("check_id = ?", check).Order("entry_id"))
}

func (r rows) clients(person domain.ID) (domain.Clients, error) {
	declared, err := one[clientRow](r.db.Where("person_id = ?", person))
	if domain.KindOf(err) == domain.NotFound {
		return domain.Clients{PersonID: person}, nil
	}
	return declared, err
}

// Checks is every spot check of a report, in the order they were planned.
func (tx *Tx) Checks(report string) ([]domain.SpotCheck, error) { return tx.checks(report) }

// Check finds a spot check.
func (tx *Tx) Check(id domain.ID) (domain.SpotCheck, error) { return tx.check(id) }

// PutCheck adds or changes a spot check.
func (tx *Tx) PutCheck(c *domain.SpotCheck) error {
	return put(tx, &c.ID, &c.Version, func() checkRow { return checkRow{c.ID, c.Report, c.No, doc(*c), c.Version} })
}

// CheckItems is every drawn claim of a spot check.
func (tx *Tx) CheckItems(check domain.ID) ([]domain.CheckItem, error) {
	return tx.checkItems(everything(), check)
}

// CheckItem finds a drawn claim.
func (tx *Tx) CheckItem(id domain.ID) (domain.CheckItem, error) {
	return tx.checkItem(everything(), id)
}

// PutCheckItem adds or changes a drawn claim.
func (tx *Tx) PutCheckItem(i *domain.CheckItem) error {
	return put(tx, &i.ID, &i.Version, func() checkItemRow { return checkItem(*i) })
}

// Reopened is the claims of a duty that issued spot checks did not uphold, the
// first first.
func (tx *Tx) Reopened(duty domain.ID) ([]domain.CheckItem, error) {
	return all[checkItemRow](tx.db.Where("reopens AND duty_id = ?", duty).Order("id"))
}

// PutCheckItems is PutCheckItem for many.
func (tx *Tx) PutCheckItems(items []domain.CheckItem) error {
	return putAll(tx, items, tx.PutCheckItem,
		func(i *domain.CheckItem) (*domain.ID, *int) { return &i.ID, &i.Version }, checkItem)
}

// AddCheckEntries puts the population that a spot check drew from into the
// record, with the number of the event that says so.
func (tx *Tx) AddCheckEntries(check domain.ID, seq int64, entries []domain.CheckEntry) error {
	rows := make([]checkEntryRow, len(entries))
	for i, e := range entries {
		rows[i] = checkEntryRow{check, e.ID, seq, doc(e)}
	}
	return add(tx, rows)
}

// CheckEntries is the population that a spot check drew from.
func (tx *Tx) CheckEntries(check domain.ID) ([]domain.CheckEntry, error) {
	return tx.checkEntries(check)
}

// AddCheckResults puts what an issued spot check says into the record.
func (tx *Tx) AddCheckResults(check domain.ID, seq int64, results []domain.CheckResult) error {
	rows := make([]checkResultRow, len(results))
	for i, r := range results {
		rows[i] = checkResultRow{check, r.Rec, seq, doc(r)}
	}
	return add(tx, rows)
}

// Clients are the bodies that a person declared as clients: none, where nothing
// was declared.
func (tx *Tx) Clients(person domain.ID) (domain.Clients, error) { return tx.clients(person) }

// PutClients keeps what a person declares.
func (tx *Tx) PutClients(c *domain.Clients) error {
	return put(tx, &c.ID, &c.Version, func() clientRow { return clientRow{c.ID, c.PersonID, doc(*c), c.Version} })
}

// CheckAssignments is who was given the checks of a spot check, ended ones too.
func (tx *Tx) CheckAssignments(check domain.ID) ([]domain.Assignment, error) {
	return all[assignmentRow](tx.db.Where("check_id = ?", check).Order("id"))
}

// Checks is the spot checks of a report of which a scope covers every nation,
// in the order they were planned.
func (r *Reader) Checks(ctx context.Context, scope domain.Scope, report string) ([]domain.SpotCheck, error) {
	found, err := r.in(ctx).checks(report)
	return slices.DeleteFunc(found, func(c domain.SpotCheck) bool { return !coversCheck(scope, c) }), err
}

// Check finds a spot check of which a scope covers every nation.
func (r *Reader) Check(ctx context.Context, scope domain.Scope, id domain.ID) (domain.SpotCheck, error) {
	c, err := r.in(ctx).check(id)
	if err == nil && !coversCheck(scope, c) {
		err = domain.Missing()
	}
	if err != nil {
		return domain.SpotCheck{}, err
	}
	return c, nil
}

func coversCheck(scope domain.Scope, c domain.SpotCheck) bool {
	return len(c.Plan.Nations) > 0 && !slices.ContainsFunc(c.Plan.Nations, func(n domain.Nation) bool {
		return !scope.Sees(n.Path(), 0, "")
	})
}

// CheckOf is the spot check that a drawn claim in a scope belongs to.
func (r *Reader) CheckOf(ctx context.Context, scope domain.Scope, item domain.ID) (domain.SpotCheck, domain.CheckItem, error) {
	in := r.in(ctx)
	found, err := in.checkItem(scope, item)
	if err != nil {
		return domain.SpotCheck{}, domain.CheckItem{}, err
	}
	check, err := in.check(found.CheckID)
	return check, found, err
}

// CheckItems is the drawn claims of a spot check on duties in a scope.
func (r *Reader) CheckItems(ctx context.Context, scope domain.Scope, check domain.ID) ([]domain.CheckItem, error) {
	return r.in(ctx).checkItems(scope, check)
}

// CheckItemsOf is the drawn claims of a body on duties in a scope, of every
// spot check.
func (r *Reader) CheckItemsOf(ctx context.Context, scope domain.Scope, body domain.ID) ([]domain.CheckItem, error) {
	return all[checkItemRow](r.in(ctx).inDuties(scope, "check_item").Where("check_item.body_id = ?", body).Order("check_item.id"))
}

// CheckItemsFor is the drawn claims that a person checks on duties in a scope.
func (r *Reader) CheckItemsFor(ctx context.Context, scope domain.Scope, person domain.ID) ([]domain.CheckItem, error) {
	return all[checkItemRow](r.in(ctx).inDuties(scope, "check_item").Where("check_item.person_id = ?", person).Order("check_item.id"))
}

// CheckEntries is the population that a spot check in a scope drew from.
func (r *Reader) CheckEntries(ctx context.Context, scope domain.Scope, check domain.ID) ([]domain.CheckEntry, error) {
	if _, err := r.Check(ctx, scope, check); err != nil {
		return nil, err
	}
	return r.in(ctx).checkEntries(check)
}

// CheckResults is what an issued spot check in a scope says, all together first.
func (r *Reader) CheckResults(ctx context.Context, scope domain.Scope, check domain.ID) ([]domain.CheckResult, error) {
	if _, err := r.Check(ctx, scope, check); err != nil {
		return nil, err
	}
	return all[checkResultRow](r.in(ctx).db.Where("check_id = ?", check).Order("rec"))
}

// Clients are the bodies that a person declared as clients.
func (r *Reader) Clients(ctx context.Context, person domain.ID) (domain.Clients, error) {
	return r.in(ctx).clients(person)
}

// Reopened is every claim that an issued spot check did not uphold.
func (s *Snap) Reopened() ([]domain.CheckItem, error) {
	return all[checkItemRow](s.db.Where("reopens").Order("id"))
}

// CheckItemsIn is the drawn claims on duties in a scope, of spot checks that are
// not issued.
func (r *Reader) CheckItemsIn(ctx context.Context, scope domain.Scope) ([]domain.CheckItem, error) {
	found, err := all[checkItemRow](r.in(ctx).inDuties(scope, "check_item").Order("check_item.id"))
	return slices.DeleteFunc(found, func(i domain.CheckItem) bool { return !i.IssuedAt.IsZero() }), err
}
