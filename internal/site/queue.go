package site

import (
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

// waitKind is what sort of thing waits for oversight.
type waitKind string

// The kinds: each leads to the page on which it is dealt with.
const (
	waitReturn  waitKind = "return"
	waitDispute waitKind = "dispute"
	waitRuling  waitKind = "ruling"
	waitNA      waitKind = "not_applicable"
	waitCheck   waitKind = "check"
)

// item is one thing that waits for oversight.
type item struct {
	kind     waitKind
	row      view.Row
	rank     domain.Rank
	findings []domain.Found
	id       domain.ID        // of a dispute, a ruling or a drawn claim
	head     store.ReturnHead // of a return
	own      bool             // the visitor's own by R5: never offered to them
}

// quiet says that a return claims nothing new: what another overtook claims
// nothing any more.
func (i *item) quiet() bool { return i.kind == waitReturn && !i.rank.Claims && !i.own }

// queue is everything that waits for oversight where the visitor reviews, in
// the order of what matters (R3).
type queue struct {
	request *request
	picture *view.Picture
	scope   domain.Scope
	cut     view.Cut
	own     []domain.ID // bodies that are the visitor's own (R5)
	items   []*item
}

// queue reads it. Whoever reviews nothing anywhere finds no desk.
func (r *request) queue() (*queue, error) {
	if !r.actor().Has(domain.Reviewer, domain.OversightLead, domain.Assurer) {
		return nil, domain.Missing()
	}
	scope := r.site.App.Scope(r.actor(), access.Review)
	q := &queue{request: r, scope: scope, cut: view.Cut{View: scope}}
	var err error
	if q.picture, err = r.picture(); err != nil {
		return nil, err
	}
	q.own = r.ownBodies(q.picture)
	for _, add := range []func() error{q.addReturns, q.addDisputes, q.addRulings, q.addNotApplicable, q.addReopened} {
		if err := add(); err != nil {
			return nil, err
		}
	}
	if err := q.find(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(q.items, func(a, b *item) int { return a.rank.Compare(b.rank) })
	return q, nil
}

// ownBodies are the bodies whose returns are the visitor's own (R5).
func (r *request) ownBodies(picture *view.Picture) []domain.ID {
	a := r.actor()
	return domain.OwnOf(a.Person, slices.Concat(a.Memberships, a.Unconfirmed), picture.Register())
}

// notOwn refuses what oversight would decide on its own (R5), before a page
// offers it; the verb refuses it again.
func (r *request) notOwn(m matter) error {
	picture, err := r.site.Views.Picture(r.ctx(), m.key.Report)
	if err != nil {
		return err
	}
	return domain.NotOwn(slices.Contains(r.ownBodies(picture), m.body.ID))
}

// split is what fits of the queue: what is offered to the visitor, which is what
// is counted, and what is their own, shown and never offered (R5).
func (q *queue) split(fits func(*item) bool) (offered, own []*item) {
	for _, i := range q.items {
		switch {
		case !fits(i):
		case i.own:
			own = append(own, i)
		default:
			offered = append(offered, i)
		}
	}
	return offered, own
}

// add puts something of a duty into the queue.
func (q *queue) add(i *item, since domain.Day) {
	i.own = slices.Contains(q.own, i.row.Body.ID)
	i.rank.Core, i.rank.Behind, i.rank.Since = i.row.Rec.Core, i.row.Behind.All, since
	q.items = append(q.items, i)
}

// find adds what was found about each duty and nobody has answered.
func (q *queue) find() error {
	duties := make([]domain.ID, len(q.items))
	for i := range q.items {
		duties[i] = q.items[i].row.Duty.ID
	}
	found, err := q.picture.Findings(q.request.ctx(), q.cut, duties)
	for i := range q.items {
		q.items[i].findings = append(q.items[i].findings, found[duties[i]]...)
		q.items[i].rank.Findings = len(q.items[i].findings)
	}
	return err
}

func (q *queue) addReturns() error {
	for _, signed := range q.picture.Signed(q.cut) {
		waiting := &item{kind: waitReturn, row: signed.Row, head: signed.Head}
		waiting.rank.Overtaken = signed.Duty.State.Overtook(signed.Head.Signed)
		waiting.rank.Claims = !waiting.rank.Overtaken && domain.ClaimsNew(*signed.Duty, signed.Duty.State.Said())
		q.add(waiting, domain.DayOf(signed.Head.SignedAt))
	}
	return nil
}

func (q *queue) addDisputes() error {
	disputes, err := q.request.site.Reader.Unanswered(q.request.ctx(), q.scope, domain.SealedDispute, domain.SealedDisputeReply)
	if err != nil {
		return err
	}
	for _, d := range disputes {
		if row, seen := q.picture.Rows(q.cut, []domain.ID{d.DutyID})[d.DutyID]; seen {
			q.add(&item{kind: waitDispute, row: row, id: d.ID}, domain.DayOf(d.At))
		}
	}
	return nil
}

func (q *queue) addRulings() error {
	for _, ruling := range q.picture.PendingRulings(q.cut) {
		texts, err := q.request.site.Reader.SealedOf(q.request.ctx(), q.scope, ruling.DutyID, domain.SealedRuling)
		if err != nil {
			return err
		}
		since := q.picture.Day
		if i := slices.IndexFunc(texts, func(s domain.Sealed) bool { return s.Re == ruling.ID }); i >= 0 {
			since = domain.DayOf(texts[i].At)
		}
		row := q.picture.Rows(q.cut, []domain.ID{ruling.DutyID})[ruling.DutyID]
		q.add(&item{kind: waitRuling, row: row, id: ruling.ID}, since)
	}
	return nil
}

func (q *queue) addNotApplicable() error {
	for _, row := range q.picture.NotApplicable(q.cut) {
		q.add(&item{kind: waitNA, row: row}, row.Duty.State.ResponseAt)
	}
	return nil
}

// addReopened adds the claims that an issued spot check did not uphold (R22).
func (q *queue) addReopened() error {
	for _, claim := range q.picture.Reopened(q.cut) {
		row := q.picture.Rows(q.cut, []domain.ID{claim.DutyID})[claim.DutyID]
		q.add(&item{kind: waitCheck, row: row, id: claim.ID, findings: []domain.Found{{Kind: domain.FindingNotUpheld}}}, domain.DayOf(claim.IssuedAt))
	}
	return nil
}
