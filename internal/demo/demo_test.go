package demo

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/seed"
)

// told is a whole history, played by the rules of domain without a database.
type told struct {
	author   *Author
	people   []Invited
	quarters []Quarter
	duties   map[domain.ID]*domain.Duty
	returns  map[domain.ID][]domain.Return // by duty
	steps    []Step
	happened []Happening
	evidence map[domain.ID]domain.Evidence
}

func tell(t *testing.T, rounds int) told {
	t.Helper()
	pack, err := exchange.ReadPack(strings.NewReader(string(seed.Pack())))
	require.NoError(t, err)
	bodies, err := exchange.ReadRegister(strings.NewReader(string(seed.Register())))
	require.NoError(t, err)
	for i := range bodies {
		bodies[i].ID = domain.ID("body-" + bodies[i].Code)
	}
	n := 0
	ids := func() domain.ID { n++; return domain.ID(fmt.Sprintf("id-%06d", n)) }
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	h := told{
		author:  New(Options{Pack: &pack, Bodies: bodies, Rounds: rounds, Now: now, IDs: ids, Attest: func(string) domain.Signature { return domain.Signature{Words: "I sign this."} }}),
		duties:  map[domain.ID]*domain.Duty{},
		returns: map[domain.ID][]domain.Return{}, evidence: map[domain.ID]domain.Evidence{},
	}
	h.people = h.author.People()
	h.quarters = h.author.Calendar()
	for _, q := range h.quarters {
		h.quarter(t, q)
	}
	return h
}

func (h *told) quarter(t *testing.T, q Quarter) {
	a := h.author
	for _, p := range domain.PlanDuties(*a.Pack, a.Bodies, q.Rounds[0].Opens) {
		id := domain.ID(fmt.Sprintf("duty-%s-%d", p.Key.Body, p.Key.Rec))
		if h.duties[id] == nil {
			h.duties[id] = &domain.Duty{ID: id, Report: p.Key.Report, Rec: p.Key.Rec, BodyID: p.BodyID, Unit: p.Unit,
				Requirements: p.Requirements, State: domain.NewDutyState()}
		}
	}
	for i, round := range q.Rounds {
		round.ID = domain.ID(fmt.Sprintf("round-%d-%d", q.No, i))
		for _, id := range slices.Sorted(maps.Keys(h.duties)) {
			d := h.duties[id]
			body := a.bodies[d.BodyID]
			if !round.Asks(body) || body.NoSignatory || !body.Current(round.Opens) || !round.Expects(domain.DutyFacts{Duty: *d}, false, round.Opens) || !a.Asked(q, *d) {
				continue
			}
			rec, _ := a.Pack.Recommendation(d.Rec)
			play := Play{Duty: *d, Rec: rec, Pack: 1, Round: &round, Evidence: h.evidence, Last: domain.NextVersion(h.returns[id]) - 1,
				Return: domain.Return{ID: domain.ID(fmt.Sprintf("return-%s-%d", id, q.No)), DutyID: id, RoundID: round.ID, State: domain.ReturnAwaited}}
			for _, step := range a.Chapter(q, round, *d) {
				happening, err := play.Do(step)
				require.NoError(t, err, "%s of %s in %s: %+v", step.Do, id, round.Name, step)
				h.steps, h.happened = append(h.steps, step), append(h.happened, happening)
			}
			*d = play.Duty
			h.returns[id] = append(h.returns[id], play.Return)
		}
	}
}

// cell is how the duties stand today, by word.
func (h told) cell(today domain.Day) domain.Cell {
	var cell domain.Cell
	last := h.quarters[len(h.quarters)-2]
	for _, d := range h.duties {
		body := h.author.bodies[d.BodyID]
		if !body.Current(today) {
			continue
		}
		f := domain.DutyFacts{Duty: *d, Body: &body, Monitored: true, Reached: h.author.tempers[body.ID] != unreached, Asked: domain.AskedNothing}
		for _, r := range h.returns[d.ID] {
			if strings.HasPrefix(string(r.RoundID), fmt.Sprintf("round-%d-", last.No)) {
				f.Asked = domain.AskedSilent
				if r.State.Reported() {
					f.Asked = domain.AskedReported
				}
			}
		}
		cell.Add(domain.Standing{Word: f.Position(today), Overdue: f.Overdue(today)})
	}
	return cell
}

func percent(c domain.Cell, words ...domain.Word) int {
	n := 0
	for _, w := range words {
		n += c.Of(w)
	}
	return 100 * n / c.Owed()
}

func TestTheOpeningStateIsWorthLookingAtHoweverLongTheHistory(t *testing.T) {
	for _, rounds := range []int{4, 8} {
		cell := tell(t, rounds).cell("2026-11-23")
		for _, w := range domain.PositionWords() {
			t.Logf("%d rounds: %-16s %5d", rounds, w, cell.Of(w))
		}
		require.InDelta(t, 17, percent(cell, domain.WordConfirmed), 6)
		require.InDelta(t, 14, percent(cell, domain.WordClaimed), 6)
		require.InDelta(t, 10, percent(cell, domain.WordSilent), 4)
		require.InDelta(t, 48, percent(cell, domain.WordReported), 10)
		for _, w := range []domain.Word{domain.WordWasConfirmed, domain.WordRejected, domain.WordNotApplicable,
			domain.WordNotReached, domain.WordUnowned, domain.WordNotYetDue} {
			require.Positive(t, cell.Of(w), w)
		}
	}
}

func TestTheSameStoryIsToldTwice(t *testing.T) {
	one, other := tell(t, 2), tell(t, 2)
	require.Equal(t, one.steps, other.steps)
}

func TestGeneratedTextSaysSo(t *testing.T) {
	for _, step := range tell(t, 3).steps {
		for _, text := range []string{step.Reason, step.Content.Narrative, step.Content.Summary, step.Content.SlipReason, step.Review.Reasons} {
			require.True(t, text == "" || strings.HasPrefix(text, mark), text)
		}
		for _, a := range step.Content.Answers {
			require.True(t, a.Reason == "" || strings.HasPrefix(a.Reason, mark), a.Reason)
		}
		for _, e := range step.Evidence {
			require.Contains(t, e.Title, "(generated)")
			require.True(t, e.Text == "" || strings.HasPrefix(e.Text, mark))
			require.True(t, e.URL == "" || strings.HasPrefix(e.URL, "https://example.org/generated/"))
		}
	}
}

func TestR5_NobodyInTheStoryReviewsTheirOwn(t *testing.T) {
	h := tell(t, 3)
	employer := map[domain.ID]domain.Body{}
	for _, p := range h.people {
		employer[p.Person.ID] = h.author.bodies[p.Person.BodyID]
	}
	for _, happening := range h.happened {
		if happening.Event.Type != domain.ReturnReviewed && happening.Event.Type != domain.ReturnReceivedE {
			continue
		}
		if works := employer[happening.Event.Actor]; works.ID != "" {
			require.NotContains(t, domain.OwnGroup(works, h.author.Bodies), happening.Event.Body)
		}
	}
}

func TestR20_EverySituationHasItsPerson(t *testing.T) {
	h := tell(t, 0)
	seen, emails := map[string]bool{}, map[string]bool{}
	for _, p := range h.people {
		require.False(t, emails[p.Person.Email], p.Person.Email)
		emails[p.Person.Email] = true
		require.NotEmpty(t, p.Memberships)
		require.Empty(t, p.Person.Check())
		for _, m := range p.Memberships {
			require.Empty(t, m.Check(m.From), "%s holds %s", p.Person.Name, m.Role)
		}
		if p.Person.Demo != nil {
			seen[p.Person.Demo.Key] = true
		}
	}
	require.Len(t, seen, len(cast()))
}

func TestRoundsFollowEachOtherQuarterByQuarter(t *testing.T) {
	h := tell(t, 0)
	h.author.Rounds = 40
	names := map[string]bool{}
	quarters := h.author.Calendar()
	require.Len(t, quarters, 41)
	for i, q := range quarters {
		names[q.Rounds[0].Name] = true
		for _, r := range q.Rounds {
			require.Empty(t, r.Check(r.Opens))
		}
		if i > 0 {
			require.True(t, quarters[i-1].Until.Before(q.Begins()))
			require.Less(t, quarters[i-1].Rounds[3].ReviewBy, q.Rounds[0].Opens)
		}
	}
	require.Len(t, names, 41, "no two quarters share a name")
	require.True(t, quarters[40].Open)
	require.Greater(t, quarters[40].Rounds[0].Due, domain.Day("2026-11-23"), "the open round is not due yet")
}
