package app

import (
	"context"
	"fmt"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ApplyPack is a report's pack with the register of bodies that owe it.
type ApplyPack struct {
	Pack     domain.Pack
	Register []domain.Body
}

// PlanPack says what ApplyPack would change, and changes nothing.
func (a *App) PlanPack(ctx context.Context, actor domain.Actor, in ApplyPack) ([]domain.PackChange, error) {
	var changes []domain.PackChange
	err := a.write(ctx, func(tx *store.Tx) error {
		plan, err := a.planPack(tx, actor, in)
		changes = plan.changes
		return err
	})
	return changes, err
}

// ApplyPack brings a report, its bodies and their duties into the product, or
// brings them up to date. Applied twice it changes nothing; applied after an
// edit it does what PlanPack says, and only that. Bodies that the register no
// longer names are left alone: they close by their last day, not by absence.
func (a *App) ApplyPack(ctx context.Context, actor domain.Actor, in ApplyPack) ([]domain.PackChange, error) {
	var changes []domain.PackChange
	err := a.write(ctx, func(tx *store.Tx) error {
		plan, err := a.planPack(tx, actor, in)
		if err != nil {
			return err
		}
		changes = plan.changes
		return plan.apply(tx, actor)
	})
	return changes, err
}

// packPlan is what applying a pack comes to.
type packPlan struct {
	pack        domain.Pack
	packChanged bool
	bodies      []domain.Body // to insert or update
	add         []domain.PlannedDuty
	change      []domain.Duty
	retire      []domain.Duty
	changes     []domain.PackChange
	codes       map[domain.ID]string // of the bodies as they will be
}

func (a *App) planPack(tx *store.Tx, actor domain.Actor, in ApplyPack) (packPlan, error) {
	if err := a.may(actor, access.ApplyPack, access.At("uk")); err != nil {
		return packPlan{}, err
	}
	old, err := tx.Pack(in.Pack.Report.Key)
	if err != nil && !missing(err) {
		return packPlan{}, err
	}
	plan := packPlan{}
	plan.pack, plan.changes = domain.MergePack(old, in.Pack)
	plan.packChanged = len(plan.changes) > 0
	register, err := plan.planBodies(tx, in.Register)
	if err != nil {
		return packPlan{}, err
	}
	existing, err := tx.Duties(in.Pack.Report.Key)
	if err != nil {
		return packPlan{}, err
	}
	planned := domain.PlanDuties(plan.pack, register, tx.Today())
	plan.add, plan.change, plan.retire = domain.PlanDutyChanges(existing, planned)
	plan.codes = make(map[domain.ID]string, len(register))
	for _, b := range register {
		plan.codes[b.ID] = b.Code
	}
	plan.sayDuties()
	return plan, plan.sayReturns(tx)
}

// planBodies finds which rows of the register are new or say something else,
// and returns every body as it will be.
func (p *packPlan) planBodies(tx *store.Tx, register []domain.Body) ([]domain.Body, error) {
	known, err := tx.Bodies()
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(known))
	for i, b := range known {
		at[b.Code] = i
	}
	for _, b := range register {
		i, found := at[b.Code]
		switch {
		case !found:
			b.ID = tx.NewID()
			known = append(known, b)
			p.changes = append(p.changes, domain.PackChange{What: "body", Key: b.Code, How: domain.ChangeAdded})
		case domain.SameFacts(known[i], b):
			continue
		default:
			b.ID, b.Version, b.ReachedAt = known[i].ID, known[i].Version, known[i].ReachedAt
			known[i] = b
			p.changes = append(p.changes, domain.PackChange{What: "body", Key: b.Code, How: domain.ChangeChanged})
		}
		p.bodies = append(p.bodies, b)
	}
	return known, nil
}

func (p *packPlan) sayDuties() {
	say := func(how domain.ChangeHow, body domain.ID, rec int) {
		p.changes = append(p.changes, domain.PackChange{What: "duty", Key: p.dutyKey(body, rec), How: how})
	}
	for _, d := range p.add {
		say(domain.ChangeAdded, d.BodyID, d.Key.Rec)
	}
	for _, d := range p.change {
		say(domain.ChangeChanged, d.BodyID, d.Rec)
	}
	for _, d := range p.retire {
		say(domain.ChangeRetired, d.BodyID, d.Rec)
	}
}

func (p *packPlan) dutyKey(body domain.ID, rec int) string {
	return fmt.Sprintf("%s/%s/%d", p.codes[body], p.pack.Report.Key, rec)
}

// sayReturns names what somebody wrote on a duty that is to be retired and
// nobody will answer: whoever imports should know before they do.
func (p *packPlan) sayReturns(tx *store.Tx) error {
	ids := make([]domain.ID, len(p.retire))
	for i, d := range p.retire {
		ids[i] = d.ID
	}
	returns, err := tx.ReturnHeadsOf(ids)
	if err != nil {
		return err
	}
	for _, d := range p.retire {
		for _, ret := range returns {
			if ret.DutyID != d.ID || ret.State == domain.ReturnAwaited || ret.State.DealtWith() {
				continue
			}
			key := fmt.Sprintf("%s (%s)", p.dutyKey(d.BodyID, d.Rec), ret.State)
			p.changes = append(p.changes, domain.PackChange{What: "return", Key: key, How: domain.ChangeLeft})
		}
	}
	return nil
}

func (p *packPlan) apply(tx *store.Tx, actor domain.Actor) error {
	if p.packChanged {
		event := domain.Event{Type: domain.PackApplied, Actor: actor.ID(), Report: p.pack.Report.Key, No: p.pack.Version}
		event.Facts = facts(packFacts{Hash: hashOf(p.pack)})
		if err := tx.Append(&event); err != nil {
			return err
		}
		if err := tx.PutPack(&p.pack, event.Seq); err != nil {
			return err
		}
	}
	if err := p.applyBodies(tx, actor); err != nil {
		return err
	}
	return p.applyDuties(tx, actor)
}

func (p *packPlan) applyBodies(tx *store.Tx, actor domain.Actor) error {
	for i := range p.bodies {
		body := &p.bodies[i]
		event := domain.Event{Type: domain.BodyRegistered, Actor: actor.ID(), Body: body.ID}
		if body.Version > 0 {
			event.Type = domain.BodyChanged
		}
		event.Facts = facts(bodyFactsOf(*body))
		if err := tx.Append(&event); err != nil {
			return err
		}
		body.Seq = event.Seq
		if err := tx.PutBody(body); err != nil {
			return err
		}
	}
	return nil
}

func (p *packPlan) applyDuties(tx *store.Tx, actor domain.Actor) error {
	report := p.pack.Report.Key
	duties := make([]domain.Duty, 0, len(p.add)+len(p.change)+len(p.retire))
	types := make([]domain.EventType, 0, cap(duties))
	for _, d := range p.add {
		duties = append(duties, domain.Duty{
			ID: tx.NewID(), Report: report, Rec: d.Key.Rec, BodyID: d.BodyID, Unit: d.Unit, Lead: d.Lead,
			Requirements: d.Requirements, State: domain.NewDutyState(),
		})
		types = append(types, domain.DutyAssigned)
	}
	for _, d := range p.change {
		duties, types = append(duties, d), append(types, domain.DutyChanged)
	}
	for _, d := range p.retire {
		duties, types = append(duties, d), append(types, domain.DutyRetired)
	}
	events := make([]*domain.Event, len(duties))
	for i := range duties {
		d := &duties[i]
		events[i] = &domain.Event{
			Type: types[i], Actor: actor.ID(), Report: report, Rec: d.Rec, Body: d.BodyID, Duty: d.ID, State: &d.State,
			Facts: facts(domain.DutyTerms{Unit: d.Unit, Lead: d.Lead, Requirements: d.Requirements}),
		}
	}
	if err := tx.AppendAll(events); err != nil {
		return err
	}
	for i := range duties {
		duties[i].Seq = events[i].Seq
	}
	return tx.PutDuties(duties)
}

// packFacts name what a pack says by its digest: it is too long for an event.
type packFacts struct {
	Hash string `json:"hash"` // SHA-256 of the pack's JSON, which is the row's content
}

// bodyFacts name a body of the register, and by a digest what the register says
// of it.
type bodyFacts struct {
	Code string `json:"code"`
	Hash string `json:"hash"` // SHA-256 of the body's JSON, but for what the product itself keeps on it
}

func bodyFactsOf(b domain.Body) bodyFacts {
	b.Version, b.Seq, b.ReachedAt = 0, 0, noTime
	return bodyFacts{b.Code, hashOf(b)}
}
