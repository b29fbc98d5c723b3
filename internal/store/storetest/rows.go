package storetest

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
)

// noun is how one kind of present row is kept.
type noun[T any] struct {
	fresh   T
	change  func(*T)
	put     func(*store.Tx, *T) error
	get     func(*store.Tx, domain.ID) (T, error)
	id      func(*T) *domain.ID
	version func(*T) *int
}

func presentRows(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	t.Run("body", func(t *testing.T) { w.body(t) })
	t.Run("duty", func(t *testing.T) {
		state := domain.NewDutyState()
		state.Met = map[string]domain.Met{"1a": domain.MetYes}
		keep(t, w, noun[domain.Duty]{
			fresh: domain.Duty{BodyID: w.trust.ID, Report: report, Rec: 1, Unit: "rd_office", Lead: "DHSC",
				Requirements: []string{"1a", "1b"}, State: state, Seq: 3},
			change: func(d *domain.Duty) { d.State.Status = domain.Implemented },
			put:    (*store.Tx).PutDuty, get: (*store.Tx).Duty,
			id: func(d *domain.Duty) *domain.ID { return &d.ID }, version: func(d *domain.Duty) *int { return &d.Version },
		})
	})
	t.Run("round", func(t *testing.T) {
		keep(t, w, noun[domain.Round]{
			fresh:  domain.Round{Report: report, Name: "Spring", Due: "2027-05-31", OpenedAt: w.clock.Now(), Nations: []domain.Nation{domain.England}},
			change: func(r *domain.Round) { r.ClosedAt = w.clock.Now() },
			put:    (*store.Tx).PutRound, get: (*store.Tx).Round,
			id: func(r *domain.Round) *domain.ID { return &r.ID }, version: func(r *domain.Round) *int { return &r.Version },
		})
	})
	t.Run("return", func(t *testing.T) {
		keep(t, w, noun[domain.Return]{
			fresh: domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnSigned, Sealed: 3, Signed: 2, Late: true,
				Extended: "2026-12-31", SignedAt: w.clock.Now(), Holder: w.person.ID, Drafters: []domain.ID{"a", "b"},
				Draft: domain.Content{Narrative: "Ünï\u0000code \u2028 <b> 'q' \"d\""}},
			change: func(r *domain.Return) { r.State, r.Holder, r.Draft.Narrative = domain.ReturnAccepted, "", "" },
			put:    (*store.Tx).PutReturn, get: (*store.Tx).Return,
			id: func(r *domain.Return) *domain.ID { return &r.ID }, version: func(r *domain.Return) *int { return &r.Version },
		})
	})
	w.presentAround(t)
	w.presentChecks(t)
	w.presentChase(t)
	w.presentPeople(t)
}

func (w *world) presentAround(t *testing.T) {
	t.Run("action", func(t *testing.T) {
		keep(t, w, noun[domain.Action]{
			fresh:  domain.Action{BodyID: w.trust.ID, Duties: []domain.ID{w.duty.ID}, What: "Hire", First: "2027-01-01", Present: "2027-01-01"},
			change: func(a *domain.Action) { a.Pending = &domain.ActionChange{Done: true, By: w.person.ID} },
			put:    (*store.Tx).PutAction, get: (*store.Tx).Action,
			id: func(a *domain.Action) *domain.ID { return &a.ID }, version: func(a *domain.Action) *int { return &a.Version },
		})
	})
	t.Run("partnership", func(t *testing.T) {
		keep(t, w, noun[domain.Partnership]{
			fresh:  domain.Partnership{Local: w.trust.ID, University: w.university.ID, What: "Joint office", From: "2026-01-01"},
			change: func(p *domain.Partnership) { p.State = domain.PartnershipConfirmed },
			put:    (*store.Tx).PutPartnership, get: (*store.Tx).Partnership,
			id: func(p *domain.Partnership) *domain.ID { return &p.ID }, version: func(p *domain.Partnership) *int { return &p.Version },
		})
	})
	t.Run("ruling", func(t *testing.T) {
		keep(t, w, noun[domain.EdgeRuling]{
			fresh:  domain.EdgeRuling{DutyID: w.duty.ID, Dependency: "14-15-delivers"},
			change: func(r *domain.EdgeRuling) { r.Agreed = true },
			put:    (*store.Tx).PutRuling, get: (*store.Tx).Ruling,
			id: func(r *domain.EdgeRuling) *domain.ID { return &r.ID }, version: func(r *domain.EdgeRuling) *int { return &r.Version },
		})
	})
	t.Run("take-up", func(t *testing.T) {
		keep(t, w, noun[domain.TakeUp]{
			fresh:  domain.TakeUp{Report: report, Nation: domain.Wales, From: "2026-01-01", ExpectedBy: map[int]domain.Day{3: "2027-01-01"}},
			change: func(u *domain.TakeUp) { u.Words = "We will." },
			put:    (*store.Tx).PutTakeUp,
			get: func(tx *store.Tx, id domain.ID) (domain.TakeUp, error) {
				if id == nobody {
					return tx.TakeUp(report, domain.Scotland)
				}
				return tx.TakeUp(report, domain.Wales)
			},
			id: func(u *domain.TakeUp) *domain.ID { return &u.ID }, version: func(u *domain.TakeUp) *int { return &u.Version },
		})
	})
	t.Run("agreement", func(t *testing.T) {
		keep(t, w, noun[domain.Agreement]{
			fresh:  domain.Agreement{Proposer: domain.England, Other: domain.Scotland},
			change: func(a *domain.Agreement) { a.Confirmed = true },
			put:    (*store.Tx).PutAgreement,
			get:    func(tx *store.Tx, id domain.ID) (domain.Agreement, error) { return only(tx.Agreements())(id == nobody) },
			id:     func(a *domain.Agreement) *domain.ID { return &a.ID }, version: func(a *domain.Agreement) *int { return &a.Version },
		})
	})
}

func (w *world) presentPeople(t *testing.T) {
	t.Run("person", func(t *testing.T) {
		keep(t, w, noun[domain.Person]{
			fresh:  domain.Person{Name: "Ana", Email: "ana@example.nhs.uk", Demo: &domain.Situation{Key: "assurer", Order: 1}},
			change: func(p *domain.Person) { p.SeenAt, p.BodyID = w.clock.Now(), w.trust.ID },
			put:    (*store.Tx).PutPerson, get: (*store.Tx).Person,
			id: func(p *domain.Person) *domain.ID { return &p.ID }, version: func(p *domain.Person) *int { return &p.Version },
		})
	})
	t.Run("membership", func(t *testing.T) {
		keep(t, w, noun[domain.Membership]{
			fresh:  domain.Membership{PersonID: w.person.ID, Role: domain.Reporter, BodyID: w.trust.ID, Recs: []int{6, 11}, Path: w.trust.Path, Kind: w.trust.Kind},
			change: func(m *domain.Membership) { m.To = "2027-01-01" },
			put:    (*store.Tx).PutMembership, get: (*store.Tx).Membership,
			id: func(m *domain.Membership) *domain.ID { return &m.ID }, version: func(m *domain.Membership) *int { return &m.Version },
		})
	})
	t.Run("assignment", func(t *testing.T) {
		keep(t, w, noun[domain.Assignment]{
			fresh:  domain.Assignment{DutyID: w.duty.ID, PersonID: w.person.ID},
			change: func(a *domain.Assignment) { a.Ended = true },
			put:    (*store.Tx).PutAssignment,
			get: func(tx *store.Tx, id domain.ID) (domain.Assignment, error) {
				return only(tx.Assignments(w.duty.ID))(id == nobody)
			},
			id: func(a *domain.Assignment) *domain.ID { return &a.ID }, version: func(a *domain.Assignment) *int { return &a.Version },
		})
	})
}

// nobody is an id that no row has.
const nobody = domain.ID("00000000-0000-7000-8000-ffffffffffff")

// only is the one value of a list, for nouns that are read as lists alone.
func only[T any](list []T, err error) func(unknown bool) (T, error) {
	return func(unknown bool) (T, error) {
		if err != nil || unknown || len(list) == 0 {
			return *new(T), domain.Missing()
		}
		return list[0], nil
	}
}

// keep walks one noun through its life.
func keep[T any](t *testing.T, w *world, n noun[T]) {
	t.Helper()
	get := func(id domain.ID) (got T, err error) {
		w.write(t, func(tx *store.Tx) error {
			got, err = n.get(tx, id)
			return nil
		})
		return got, err
	}
	mine := n.fresh
	w.write(t, func(tx *store.Tx) error { return n.put(tx, &mine) })
	require.NotEmpty(t, *n.id(&mine), "an id is filled in")
	require.Equal(t, 1, *n.version(&mine))
	got, err := get(*n.id(&mine))
	require.NoError(t, err)
	require.Equal(t, mine, got)

	theirs := got // two people have the same before them
	n.change(&theirs)
	w.write(t, func(tx *store.Tx) error { return n.put(tx, &theirs) })
	require.Equal(t, 2, *n.version(&theirs))
	got, err = get(*n.id(&mine))
	require.NoError(t, err)
	require.Equal(t, theirs, got)

	err = w.Write(context.Background(), func(tx *store.Tx) error { return n.put(tx, &mine) })
	require.Equal(t, domain.Conflict, domain.KindOf(err), "the later of the two lost the race: %v", err)
	require.Equal(t, 1, *n.version(&mine), "what the loser has before them is not touched")
	now := domain.AsProblems(err)[0].Now
	require.IsType(t, theirs, now)
	stands := now.(T)
	require.Equal(t, *n.version(&theirs), *n.version(&stands), "and they are told what stands now")

	_, err = get(nobody)
	require.Equal(t, domain.NotFound, domain.KindOf(err))
	gone := theirs
	*n.id(&gone) = nobody
	err = w.Write(context.Background(), func(tx *store.Tx) error { return n.put(tx, &gone) })
	require.Equal(t, domain.NotFound, domain.KindOf(err), "a change of what is not there: %v", err)
}

// body is a noun whose every state is added to the record, under an event.
func (w *world) body(t *testing.T) {
	keep(t, w, noun[domain.Body]{
		fresh:  domain.Body{Code: "RXK", Path: "uk/england/midlands/RXK", Sponsors: []string{"DHSC"}, Seq: 1},
		change: func(b *domain.Body) { b.ReachedAt, b.Seq = w.clock.Now(), 2 },
		put:    (*store.Tx).PutBody, get: (*store.Tx).Body,
		id: func(b *domain.Body) *domain.ID { return &b.ID }, version: func(b *domain.Body) *int { return &b.Version },
	})
	states := 0
	for _, state := range dump(t, w)["body_state"] {
		if strings.Contains(state, "RXK") {
			states++
		}
	}
	require.Equal(t, 2, states)
}

func uniqueKeys(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	w.write(t, func(tx *store.Tx) error {
		return tx.PutReturn(&domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnAwaited})
	})
	for name, again := range map[string]func(*store.Tx) error{
		"a body's code": func(tx *store.Tx) error { return tx.PutBody(&domain.Body{Code: w.trust.Code, Seq: 9}) },
		"a duty's key": func(tx *store.Tx) error {
			return tx.PutDuty(&domain.Duty{BodyID: w.trust.ID, Report: report, Rec: w.duty.Rec})
		},
		"a return of a duty in a round": func(tx *store.Tx) error {
			return tx.PutReturn(&domain.Return{DutyID: w.duty.ID, RoundID: w.round.ID, State: domain.ReturnAwaited})
		},
		"a person's address": func(tx *store.Tx) error { return tx.PutPerson(&domain.Person{Email: w.person.Email}) },
		"a pack's version": func(tx *store.Tx) error {
			return tx.PutPack(&domain.Pack{Version: 1, Report: domain.Report{Key: report}}, 1)
		},
		"a version's number": func(tx *store.Tx) error {
			_, err := tx.Seal(domain.Sealed{Kind: domain.SealedVersion, DutyID: w.duty.ID, No: 1}, domain.Version{})
			return err
		},
	} {
		before := dump(t, w)
		err := w.Write(t.Context(), again)
		require.Equal(t, domain.Conflict, domain.KindOf(err), "%s: %v", name, err)
		require.Equal(t, before, dump(t, w))
	}
	w.write(t, func(tx *store.Tx) error { // interim returns have no round, and may be several
		return tx.PutReturns([]domain.Return{{DutyID: w.duty.ID, State: domain.ReturnDraft}, {DutyID: w.duty.ID, State: domain.ReturnDraft}})
	})
}

func bulk(t *testing.T, engine Engine) {
	const many = 1200
	w := newWorld(t, engine)
	duties := make([]domain.Duty, many)
	w.write(t, func(tx *store.Tx) error {
		events := make([]*domain.Event, many)
		for i := range duties {
			duties[i] = domain.Duty{ID: tx.NewID(), BodyID: w.trust.ID, Report: "another", Rec: i + 1, State: domain.NewDutyState()}
			events[i] = &domain.Event{Type: domain.DutyAssigned, Duty: duties[i].ID, State: &duties[i].State}
		}
		if err := tx.AppendAll(events); err != nil {
			return err
		}
		for i := range duties {
			duties[i].Seq = events[i].Seq
		}
		return tx.PutDuties(duties)
	})
	returns := make([]domain.Return, many)
	texts := make([]store.Sealing, many)
	for i, d := range duties {
		returns[i] = domain.Return{DutyID: d.ID, RoundID: w.round.ID, State: domain.ReturnAwaited}
		texts[i] = store.Sealing{Sealed: domain.Sealed{Kind: domain.SealedResponse, DutyID: d.ID}, Content: domain.Statement{Text: "-"}}
	}
	w.write(t, func(tx *store.Tx) error {
		if err := tx.PutReturns(returns); err != nil {
			return err
		}
		sealed, err := tx.SealAll(texts)
		require.Len(t, sealed, many)
		return err
	})
	w.write(t, func(tx *store.Tx) error { // the second time they change
		for i := range returns {
			returns[i].State = domain.ReturnDraft
		}
		return tx.PutReturns(returns)
	})
	heads, err := w.Reader().ReturnHeads(t.Context(), everywhere(), domain.ReturnDraft)
	require.NoError(t, err)
	require.Len(t, heads, many)
	require.Equal(t, 2, heads[0].Version)

	ids := make([]domain.ID, 0, 20*many) // more than one statement takes
	for range 20 {
		for _, d := range duties {
			ids = append(ids, d.ID)
		}
	}
	found, err := w.Reader().DutiesByIDs(t.Context(), everywhere(), append([]domain.ID{nobody}, ids[:many]...))
	require.NoError(t, err)
	require.Len(t, found, many)
	_, err = w.Reader().DutiesByIDs(t.Context(), everywhere(), ids)
	require.NoError(t, err)
}

func missing(t *testing.T, engine Engine) {
	w := newWorld(t, engine)
	r, ctx := w.Reader(), t.Context()
	for name, err := range map[string]error{
		"duty":     second(r.Duty(ctx, everywhere(), nobody)),
		"key":      second(r.DutyByKey(ctx, everywhere(), domain.DutyKey{Body: "RJ1", Report: report, Rec: 99})),
		"body":     second(r.Body(ctx, nobody)),
		"code":     second(r.BodyByCode(ctx, "RJ10")),
		"round":    second(r.Round(ctx, nobody)),
		"return":   second(r.Return(ctx, everywhere(), nobody)),
		"sealed":   second(r.Sealed(ctx, everywhere(), nobody)),
		"evidence": second(r.Evidence(ctx, everywhere(), nobody)),
		"action":   second(r.Action(ctx, everywhere(), nobody)),
		"person":   second(r.Person(ctx, everywhere(), nobody)),
		"actor":    second(r.Actor(ctx, nobody, "2026-11-23")),
		"pack":     second(r.Pack(ctx, "unheard-of")),
		"version":  second(r.PackVersion(ctx, report, 2)),
		"account":  third(w.Sessions().Account(ctx, "nobody@example.nhs.uk")),
		"end":      w.Write(ctx, func(tx *store.Tx) error { return tx.EndMembership(nobody) }),
		"redact":   w.Write(ctx, func(tx *store.Tx) error { return tx.RedactSealed(nobody, 1) }),
	} {
		require.Equal(t, domain.NotFound, domain.KindOf(err), "%s: %v", name, err)
	}
}

func second[T any](_ T, err error) error        { return err }
func third[T, U any](_ T, _ U, err error) error { return err }
