package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/internal/app"
	"heed/internal/demo"
	"heed/internal/domain"
)

// storyClock is the clock of a demonstration in the making: it stands where
// the story is.
type storyClock struct{ at time.Time }

func (c *storyClock) now() time.Time { return c.at }

// maker writes a demonstration by the verbs, day after day.
type maker struct {
	*house
	clock  *storyClock
	author *demo.Author
	today  time.Time
}

// invent fills an empty database with a demonstration of so many past rounds.
func (h *house) invent(ctx context.Context, clock *storyClock, rounds int) error {
	m := maker{house: h, clock: clock, today: time.Now().UTC()}
	pack, err := seeded()
	if err != nil {
		return err
	}
	quarters := demo.New(demo.Options{Pack: &pack.Pack, Rounds: rounds, Now: m.today}).Calendar()
	clock.at = quarters[0].Begins().AddDate(0, 0, -30)
	if err := h.store.MarkInstance(ctx, true); err != nil {
		return err
	}
	if _, err := h.app.ApplyPack(ctx, operator(), pack); err != nil {
		return err
	}
	if err := m.engage(ctx, rounds); err != nil {
		return err
	}
	if err := m.begin(ctx); err != nil {
		return err
	}
	if err := m.tell(ctx, quarters, pack); err != nil {
		return err
	}
	return h.store.Analyze(ctx)
}

// engage hires the author, who must know the bodies by their ids.
func (m *maker) engage(ctx context.Context, rounds int) error {
	reader := m.store.Reader()
	pack, err := reader.Pack(ctx, seedReport)
	if err != nil {
		return err
	}
	bodies, err := reader.Bodies(ctx)
	if err != nil {
		return err
	}
	const wording = "sign.attest.1"
	words := m.words.For("en")
	m.author = demo.New(demo.Options{
		Pack: pack, Bodies: bodies, Rounds: rounds, Now: m.today, IDs: newID,
		Attest: func(body string) domain.Signature {
			return domain.Signature{Words: words.T(wording, domain.Args{"Body": body}), Wording: wording}
		},
	})
	return nil
}

// as is a person as they stand on the day of the story.
func (m *maker) as(ctx context.Context, person domain.ID) (domain.Actor, error) {
	return m.store.Reader().Actor(ctx, person, domain.DayOf(m.clock.at))
}

// begin is what comes before the first round: people, take-ups, who reviews
// what, partnerships.
func (m *maker) begin(ctx context.Context) error {
	people := m.author.People()
	if err := m.app.GeneratePeople(ctx, operator(), people, m.author.Reached); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{m.takeUps, m.crossReview, m.assign, m.pair} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) takeUps(ctx context.Context) error {
	for _, t := range m.author.TakeUps() {
		lead, err := m.as(ctx, t.By)
		if err != nil {
			return err
		}
		if _, err := m.app.TakeUp(ctx, lead, app.TakeUp{TakeUp: t}); err != nil {
			return fmt.Errorf("take-up of %s: %w", t.Nation, err)
		}
	}
	return nil
}

// crossReview lets the Scottish and Welsh oversight review what the other's
// government owes (R5).
func (m *maker) crossReview(ctx context.Context) error {
	scottish, err := m.as(ctx, m.author.Lead(domain.Scotland))
	if err != nil {
		return err
	}
	welsh, err := m.as(ctx, m.author.Lead(domain.Wales))
	if err != nil {
		return err
	}
	agreement, err := m.app.ProposeAgreement(ctx, scottish, app.ProposeAgreement{Nation: domain.Scotland, Other: domain.Wales})
	if err != nil {
		return err
	}
	return m.app.ConfirmAgreement(ctx, welsh, app.AnswerAgreement{ID: agreement.ID, Nation: domain.Wales})
}

func (m *maker) assign(ctx context.Context) error {
	for _, a := range m.author.Assignments() {
		lead, err := m.as(ctx, a.By)
		if err != nil {
			return err
		}
		err = m.app.AssignReview(ctx, lead, app.AssignReview{Key: a.Duty, Person: a.To})
		if domain.KindOf(err) == domain.NotFound {
			continue // a body that came into being later than the story begins
		}
		if err != nil {
			return fmt.Errorf("assign %v: %w", a.Duty, err)
		}
	}
	return nil
}

func (m *maker) pair(ctx context.Context) error {
	for _, p := range m.author.Pairings() {
		proposer, err := m.as(ctx, p.Proposer)
		if err != nil {
			return err
		}
		made, err := m.app.ProposePartnership(ctx, proposer, app.ProposePartnership{
			Body: p.Local, Partner: p.University, What: p.What, Office: p.Office, From: p.From,
		})
		if err != nil {
			return fmt.Errorf("partnership of %s and %s: %w", p.Local, p.University, err)
		}
		if p.Answer == "" {
			continue
		}
		other, err := m.as(ctx, p.Answer)
		if err != nil {
			return err
		}
		yes := app.AnswerPartnership{ID: made.ID, Body: p.University, Confirm: true}
		if err := m.app.AnswerPartnership(ctx, other, yes); err != nil {
			return fmt.Errorf("partnership of %s and %s: %w", p.Local, p.University, err)
		}
	}
	return nil
}

// tell goes through the quarters. The register is brought in again at each:
// bodies merge while the story is told.
func (m *maker) tell(ctx context.Context, quarters []demo.Quarter, pack app.ApplyPack) error {
	promises := m.promises()
	history := m.app.Generate(m.author)
	for _, q := range quarters {
		m.clock.at = q.Begins()
		if _, err := m.app.ApplyPack(ctx, operator(), pack); err != nil {
			return err
		}
		last := q.No == len(quarters)-2
		if last { // of the rounds that are over
			if err := m.publishScotland(ctx); err != nil {
				return err
			}
		}
		if err := history.Quarter(ctx, operator(), q); err != nil {
			return fmt.Errorf("%s: %w", q.Rounds[0].Name, err)
		}
		m.clock.at = q.Until
		if err := m.keep(ctx, promises, q.Open); err != nil {
			return err
		}
		if err := m.checks(ctx, q, quarters); err != nil {
			return fmt.Errorf("spot check: %w", err)
		}
		if q.No == len(quarters)-3 {
			if err := m.chaseSilent(ctx); err != nil {
				return err
			}
		}
		if last {
			if err := errors.Join(m.publishScotland(ctx), m.release(ctx), m.chaseBefore(ctx)); err != nil {
				return err
			}
		}
	}
	m.clock.at = m.today
	if err := m.checksUnderWay(ctx); err != nil {
		return fmt.Errorf("spot check: %w", err)
	}
	return errors.Join(m.opening(ctx), m.publishing(ctx), m.chaseNow(ctx))
}

// release lets each devolved nation's figures out after the last past round (R4).
func (m *maker) release(ctx context.Context) error {
	for _, nation := range []domain.Nation{domain.Scotland, domain.Wales, domain.NorthernIreland} {
		lead, err := m.as(ctx, m.author.Lead(nation))
		if err != nil {
			return err
		}
		picture, err := m.views.Picture(ctx, seedReport)
		if err != nil {
			return err
		}
		_, err = m.app.ReleaseFigures(ctx, lead, app.ReleaseFigures{Release: domain.Release{
			Report: seedReport, Nation: nation, Day: picture.Day, Seq: picture.Seq, Words: picture.Words(nation),
		}})
		if err != nil {
			return fmt.Errorf("release of %s: %w", nation, err)
		}
	}
	return nil
}
