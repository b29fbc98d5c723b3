package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"heed/internal/demo"
	"heed/internal/domain"
	"heed/internal/store"
)

// Generation writes the history of a demonstration, a quarter at a time. What
// people do in it goes by the same rules of domain as what the other verbs do;
// the rows are written in bulk, at the instants that the author tells of.
type Generation struct {
	app      *App
	author   *demo.Author
	last     map[domain.ID]int // by duty: number of its last sealed version
	evidence map[domain.ID]domain.Evidence
}

// Generate begins a history that nothing of is written yet.
func (a *App) Generate(author *demo.Author) *Generation {
	return &Generation{app: a, author: author, last: map[domain.ID]int{}, evidence: map[domain.ID]domain.Evidence{}}
}

// chapter is what a quarter comes to, before it is written.
type chapter struct {
	rounds   []domain.Round
	duties   []domain.Duty // that changed
	returns  []domain.Return
	evidence []domain.Evidence
	entries  []entry
}

// entry is one event, with the words that it names.
type entry struct {
	event domain.Event
	words *store.Sealing
}

// Quarter writes one quarter: its rounds, with everything that bodies and their
// oversight did in them. It is refused in a real database, before any of its
// files is kept.
func (g *Generation) Quarter(ctx context.Context, actor domain.Actor, q demo.Quarter) error {
	err := g.app.write(ctx, func(tx *store.Tx) error { return g.app.mayGenerate(tx, actor) })
	if err != nil {
		return err
	}
	c, err := g.tell(ctx, actor, q)
	if err != nil {
		return err
	}
	return g.app.write(ctx, func(tx *store.Tx) error {
		if err := g.app.mayGenerate(tx, actor); err != nil {
			return err
		}
		return c.write(tx)
	})
}

// tell plays the quarter on the duties as they stand.
func (g *Generation) tell(ctx context.Context, actor domain.Actor, q demo.Quarter) (*chapter, error) {
	reader, report := g.app.store.Reader(), q.Rounds[0].Report
	pack, err := reader.Pack(ctx, report)
	if err != nil {
		return nil, err
	}
	all, err := reader.Bodies(ctx)
	if err != nil {
		return nil, err
	}
	duties, err := reader.Duties(ctx, domain.Scope{All: true}, report)
	if err != nil {
		return nil, err
	}
	c, facts := &chapter{}, factsOf(pack, all, duties)
	for _, round := range q.Rounds {
		round.ID, round.Pack = g.app.ids(), pack.Version
		c.open(actor, &round, q.Open)
		for _, f := range facts {
			if !round.Asks(*f.Body) || !f.Body.Current(round.Opens) || f.Body.NoSignatory ||
				!round.Expects(f, false, round.Opens) || !g.author.Asked(q, f.Duty) {
				continue
			}
			if err := g.play(ctx, c, pack, scene{q, round, f.Duty}); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(c.entries, func(a, b entry) int { return a.event.At.Compare(b.event.At) })
	return c, nil
}

// open records the round: open still, or closed on its day.
func (c *chapter) open(actor domain.Actor, round *domain.Round, stays bool) {
	round.OpenedAt = round.Opens.Start().Add(9 * time.Hour)
	opened := domain.Event{
		Type: domain.RoundOpened, Actor: actor.ID(), Report: round.Report, Round: round.ID, At: round.OpenedAt,
		Facts: facts(roundFacts(*round)),
	}
	c.entries = append(c.entries, entry{event: opened})
	if !stays {
		round.ClosedAt = round.Closes.Start().Add(17 * time.Hour)
		closed := opened
		closed.Type, closed.At, closed.Facts = domain.RoundClosed, round.ClosedAt, nil
		c.entries = append(c.entries, entry{event: closed})
	}
	c.rounds = append(c.rounds, *round)
}

// scene is one duty in one round.
type scene struct {
	quarter demo.Quarter
	round   domain.Round
	duty    domain.Duty
}

// play takes the author's steps one after the other.
func (g *Generation) play(ctx context.Context, c *chapter, pack *domain.Pack, s scene) error {
	rec, _ := pack.Recommendation(s.duty.Rec)
	play := demo.Play{
		Duty: s.duty, Rec: rec, Pack: pack.Version, Round: &s.round, Evidence: g.evidence, Last: g.last[s.duty.ID],
		Return: domain.Return{ID: g.app.ids(), DutyID: s.duty.ID, RoundID: s.round.ID, State: domain.ReturnAwaited},
	}
	changed := false
	for _, step := range g.author.Chapter(s.quarter, s.round, s.duty) {
		if err := g.exhibit(ctx, c, step); err != nil {
			return err
		}
		happening, err := play.Do(step)
		if err != nil {
			return err
		}
		c.happened(happening)
		changed = changed || happening.Event.State != nil
	}
	g.last[s.duty.ID] = play.Last
	c.returns = append(c.returns, play.Return)
	if changed {
		c.duties = append(c.duties, play.Duty)
	}
	return nil
}

// exhibit adds the new evidence of a step to the body's library; the bytes of
// a file are put before anything is written of it.
func (g *Generation) exhibit(ctx context.Context, c *chapter, step demo.Step) error {
	for i := range step.Evidence {
		e := &step.Evidence[i]
		if e.Kind == domain.EvidenceFile {
			stored, err := g.app.files.Put(ctx, e.ID, e.FileName, strings.NewReader(e.File))
			if err != nil {
				return err
			}
			e.MediaType, e.Size, e.Hash, e.Key = stored.MediaType, stored.Size, stored.Hash, stored.Key
		}
		c.evidence = append(c.evidence, e.Evidence)
		c.entries = append(c.entries, entry{event: domain.Event{
			Type: domain.EvidenceAdded, Actor: step.By, Body: e.BodyID, At: e.AddedAt, Facts: facts(evidenceFactsOf(e.Evidence)),
		}})
	}
	return nil
}

func (c *chapter) happened(h demo.Happening) {
	if h.Event.Type == "" {
		return
	}
	one := entry{event: h.Event}
	if h.Seal != "" {
		one.words = &store.Sealing{Content: h.Words, Sealed: domain.Sealed{
			ID: h.WordsID, Kind: h.Seal, BodyID: h.Event.Body, DutyID: h.Event.Duty, No: h.No, By: h.Event.Actor, At: h.Event.At,
		}}
	}
	c.entries = append(c.entries, one)
}

// write puts the quarter into the database: what others refer to first.
func (c *chapter) write(tx *store.Tx) error {
	for i := range c.rounds {
		if err := tx.PutRound(&c.rounds[i]); err != nil {
			return err
		}
	}
	if err := tx.AddEvidences(c.evidence); err != nil {
		return err
	}
	if err := tx.PutReturns(c.returns); err != nil {
		return err
	}
	if err := c.append(tx); err != nil {
		return err
	}
	return tx.PutDuties(c.duties)
}

// append seals the words and appends the events that name them.
func (c *chapter) append(tx *store.Tx) error {
	first := tx.Head() + 1
	var sealings []store.Sealing
	var named []*domain.Event
	events := make([]*domain.Event, len(c.entries))
	moved := make(map[domain.ID]int64, len(c.duties))
	for i := range c.entries {
		e := &c.entries[i]
		events[i] = &e.event
		seq := first + int64(i)
		if e.words != nil {
			e.words.Sealed.Seq = seq
			sealings, named = append(sealings, *e.words), append(named, &e.event)
		}
		if e.event.State != nil {
			moved[e.event.Duty] = seq
		}
	}
	sealed, err := tx.SealAll(sealings)
	if err != nil {
		return err
	}
	for i, s := range sealed {
		named[i].Sealed, named[i].Digest = s.ID, s.Digest
	}
	for i := range c.duties {
		c.duties[i].Seq = moved[c.duties[i].ID]
	}
	return tx.AppendAll(events)
}
