package domain_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR19_WhatBelongsOnTheChaseList(t *testing.T) {
	silent := domain.Standing{Word: domain.WordSilent}
	for _, c := range []struct {
		name     string
		change   func(*domain.DutyFacts)
		standing domain.Standing
		others   int
		there    bool
		since    domain.Day
	}{
		{"nothing the matter", nil, domain.Standing{Word: domain.WordReported}, 0, false, ""},
		{"silent", nil, silent, 0, true, "2026-06-30"},
		{"silent beside another word", nil, domain.Standing{Word: domain.WordConfirmed, SilentToo: true}, 0, true, "2026-06-30"},
		{"overdue from the day after its target", nil, domain.Standing{Word: domain.WordReported, Overdue: true}, 0, true, "2026-11-02"},
		{"both: since the earlier", nil, domain.Standing{Word: domain.WordSilent, Overdue: true}, 0, true, "2026-06-30"},
		{"its own duties wait for it", nil, domain.Standing{Word: domain.WordReported, HoldsAll: 2}, 0, false, ""},
		{"another body waits for it (R6)", nil, domain.Standing{Word: domain.WordReported, HoldsAll: 2}, 1, true, ""},
		{"it waits itself, which is no reason (R6)", nil, domain.Standing{Word: domain.WordReported, WaitingOn: []domain.Link{{Upstream: "u"}}}, 0, false, ""},
		{"never reached (R8)", nil, domain.Standing{Word: domain.WordNotReached, Overdue: true}, 1, false, ""},
		{"not monitored here", nil, domain.Standing{Word: domain.WordNotMonitored, SilentToo: true, Overdue: true}, 1, false, ""},
		{"unowned", nil, domain.Standing{Word: domain.WordUnowned, SilentToo: true}, 1, false, ""},
		{"closed", nil, domain.Standing{Word: domain.WordClosed, SilentToo: true}, 1, false, ""},
	} {
		f := factsOf(duty14())
		f.Since, f.Duty.State.Target = "2026-06-30", "2026-11-01"
		m, there := domain.ChaseMatterOf(f, &c.standing, c.others)
		require.Equal(t, c.there, there, c.name)
		if there {
			require.Equal(t, c.since, m.Since(), c.name)
		}
	}
	m := domain.ChaseMatter{Overdue: true, Target: today.Add(-1)}
	require.Equal(t, 0, m.Late(today), "a target day runs to its end: overdue from today")
	require.Equal(t, 7, m.Late(today.Add(7)))
	require.Zero(t, domain.ChaseMatter{Holds: true}.Late(today))
}

func TestR19_TheOrderOfTheChaseList(t *testing.T) {
	inOrder := []domain.ChaseRank{{Behind: 9}, {Behind: 3, Core: 2}, {Behind: 3, Core: 1, Late: 90}, {Behind: 3, Core: 1, Late: 9}, {Core: 5, Late: 900}, {}}
	for i, a := range inOrder {
		for j, b := range inOrder {
			require.Equal(t, i < j, a.Compare(b) < 0, "%v %v", a, b)
		}
	}
}

// away is a body put away until 3 December, by when it promised a silent duty 1
// and an overdue duty 14.
func away() domain.Chase {
	return domain.Chase{Promised: "2026-12-03", Until: "2026-12-03", Holder: "ann", Seen: []domain.ChaseMatter{
		{Duty: "d1", Rec: 1, Silent: true, SilentSince: "2026-06-30"},
		{Duty: "d14", Rec: 14, Overdue: true, Target: "2026-11-01", Waits: []string{"u3"}},
	}}
}

func TestR19_WhenABodyIsBackOnTheChaseList(t *testing.T) {
	seen := away().Seen
	with := func(change func(m []domain.ChaseMatter) []domain.ChaseMatter) []domain.ChaseMatter {
		return change(append([]domain.ChaseMatter{}, seen...))
	}
	moved := func(move domain.ChaseMove, recs ...int) []domain.ChaseMoved {
		return []domain.ChaseMoved{{Move: move, Recs: recs}}
	}
	for _, c := range []struct {
		name string
		now  []domain.ChaseMatter
		on   domain.Day
		why  []domain.ChaseMoved
	}{
		{"nothing moved", seen, today, nil},
		{"the promised day runs to its end", seen, "2026-12-03", nil},
		{"the promise lapsed", seen, "2026-12-04", []domain.ChaseMoved{{Move: domain.MovePromise, Day: "2026-12-03"}}},
		{"one of two is done in time: the rest is still promised", seen[:1], today, nil},
		{"one of two is not done in time", seen[:1], "2026-12-04", []domain.ChaseMoved{{Move: domain.MovePromise, Day: "2026-12-03"}}},
		{"another falls silent", append(with(func(m []domain.ChaseMatter) []domain.ChaseMatter { return m }),
			domain.ChaseMatter{Duty: "d6", Rec: 6, Silent: true, SilentSince: "2026-11-23"}), today, moved(domain.MoveSilent, 6)},
		{"an overdue one falls silent besides", with(func(m []domain.ChaseMatter) []domain.ChaseMatter {
			m[1].Silent, m[1].SilentSince = true, "2026-11-23"
			return m
		}), today, moved(domain.MoveSilent, 14)},
		{"answered, and silent anew", with(func(m []domain.ChaseMatter) []domain.ChaseMatter {
			m[0].SilentSince = "2026-11-23"
			return m[:1]
		}), "2027-03-01", moved(domain.MoveSilent, 1)},
		{"a silent one falls overdue", with(func(m []domain.ChaseMatter) []domain.ChaseMatter { m[0].Overdue = true; return m }), today, moved(domain.MoveOverdue, 1)},
		{"a date was moved, and has passed too", with(func(m []domain.ChaseMatter) []domain.ChaseMatter {
			m[1].Target = "2026-11-10"
			return m
		}), today, moved(domain.MoveTarget, 14)},
		{"upstream was released", with(func(m []domain.ChaseMatter) []domain.ChaseMatter { m[1].Waits = nil; return m }), today, moved(domain.MoveUpstream, 14)},
		{"others have come to wait", with(func(m []domain.ChaseMatter) []domain.ChaseMatter { m[0].Holds = true; return m }), today, moved(domain.MoveHolds, 1)},
	} {
		state, why := away().Stands(c.now, c.on)
		require.Equal(t, c.why, why, c.name)
		if want := domain.ChaseAway; len(c.why) == 0 {
			require.Equal(t, want, state, c.name)
		} else {
			require.Equal(t, domain.ChaseBack, state, c.name)
		}
	}
	unpromised := away()
	unpromised.Promised = ""
	_, why := unpromised.Stands(seen, "2026-12-04")
	require.Equal(t, []domain.ChaseMoved{{Move: domain.MoveDay, Day: "2026-12-03"}}, why)
	later := away()
	later.Until = "2026-12-31" // away beyond the promise: it is back when that lapses
	_, why = later.Stands(seen, "2026-12-04")
	require.Equal(t, []domain.ChaseMoved{{Move: domain.MovePromise, Day: "2026-12-03"}}, why)

	partly := away()
	partly.Until, partly.About = "2026-12-31", []domain.ID{"d1"} // the silent one alone was promised
	_, why = partly.Stands(seen, "2026-12-04")
	require.Equal(t, []domain.ChaseMoved{{Move: domain.MovePromise, Day: "2026-12-03"}}, why)
	_, why = partly.Stands(seen[1:], "2026-12-04")
	require.Empty(t, why, "what was promised is done")

	state, _ := domain.Chase{Holder: "ann"}.Stands(seen, today)
	require.Equal(t, domain.ChaseTaken, state)
	state, _ = domain.Chase{}.Stands(seen, today)
	require.Equal(t, domain.ChaseOpen, state)
}

func TestR19_TwoPeopleTakeAtOnce(t *testing.T) {
	mine, err := domain.Chase{}.Take("ann")
	require.NoError(t, err)
	_, err = mine.Take("ann")
	require.NoError(t, err)
	_, err = mine.Take("bob")
	refusedAs(t, err, domain.Conflict, "chase.taken")
}

func TestR19_ANoteOnTheChaseList(t *testing.T) {
	seen := away().Seen
	for _, c := range []struct {
		name string
		note domain.ChaseNote
		away bool
		want []string
	}{
		{"no words", domain.ChaseNote{Text: "  "}, false, []string{"text: chase.text_missing"}},
		{"too many words", domain.ChaseNote{Text: strings.Repeat("é", domain.ChaseNoteMax+1)}, false, []string{"text: chase.text_long"}},
		{"as many as there may be", domain.ChaseNote{Text: strings.Repeat("é", domain.ChaseNoteMax)}, false, nil},
		{"a promise in the past", domain.ChaseNote{Text: "x", Promised: today.Add(-1)}, false, []string{"promised: chase.promise_past"}},
		{"a promise far ahead", domain.ChaseNote{Text: "x", Promised: "2226-11-23"}, false, []string{"promised: date.too_far"}},
		{"nothing promised, of a duty", domain.ChaseNote{Text: "x", About: []domain.ID{"d1"}}, false, []string{"promised: chase.promise_missing"}},
		{"promised of a duty that is not on the list", domain.ChaseNote{Text: "x", Promised: today, About: []domain.ID{"d9"}}, false,
			[]string{"about: chase.about_unknown"}},
		{"a promise for today", domain.ChaseNote{Text: "x", Promised: today}, false, nil},
		{"put away without a date", domain.ChaseNote{Text: "x"}, true, []string{"until: chase.until_missing"}},
		{"put away until today", domain.ChaseNote{Text: "x", Until: today}, true, []string{"until: chase.until_past"}},
		{"put away until a promise of today", domain.ChaseNote{Text: "x", Promised: today}, true, []string{"until: chase.until_past"}},
		{"put away for ever", domain.ChaseNote{Text: "x", Until: "2206-12-03"}, true, []string{"until: chase.until_far"}},
		{"everything at once", domain.ChaseNote{Promised: "2020-01-01", Until: "2020-01-02"}, true,
			[]string{"text: chase.text_missing", "promised: chase.promise_past", "until: chase.until_past"}},
	} {
		c.note.Seen = seen
		_, _, err := domain.NoteChase(domain.Chase{}, c.note, c.away, today)
		require.Equal(t, c.want, fields(err), c.name)
	}
	_, _, err := domain.NoteChase(domain.Chase{}, domain.ChaseNote{Text: "x", Promised: "2026-12-03"}, true, today)
	require.Equal(t, []string{"promised: chase.nothing", "until: chase.nothing"}, fields(err), "nothing is on the list")

	promised := domain.ChaseNote{Text: " They said so. ", Promised: "2026-12-03", Seen: seen}
	c, n, err := domain.NoteChase(domain.Chase{Holder: "ann"}, promised, true, today)
	require.NoError(t, err)
	require.Equal(t, away(), c, "away until the promise, and still hers")
	require.Equal(t, "They said so.", n.Text)
	require.Equal(t, domain.Day("2026-12-03"), n.Until)

	c, n, err = domain.NoteChase(c, domain.ChaseNote{Text: "No answer.", Until: "2026-12-09", Seen: seen}, false, today)
	require.NoError(t, err)
	require.Empty(t, c.Until, "a note that does not put it away brings it back")
	require.Empty(t, n.Until)
	require.Equal(t, domain.Day("2026-12-03"), c.Promised, "and the promise stands")
}

func TestR19_WhatBecameOfAPromise(t *testing.T) {
	noted := noon("2026-11-20")
	note := domain.ChaseNote{Promised: "2026-12-03", At: noted, Seq: 7, Seen: []domain.ChaseMatter{
		{Duty: "s", Silent: true}, {Duty: "o", Overdue: true, Target: "2026-11-01"},
	}}
	duty := domain.Duty{Requirements: []string{"14a"}}
	duties := map[domain.ID]domain.Duty{"s": duty, "o": duty}
	state := func(at time.Time, status domain.Status) domain.DutyState {
		s := domain.NewDutyState()
		s.Signed, s.SignedAt, s.Status, s.Met = 3, at, status, map[string]domain.Met{"14a": domain.MetYes}
		return s
	}
	early, late, after := noon("2026-11-25"), noon("2026-12-03"), noon("2026-12-04")
	progress := domain.InProgress
	for _, c := range []struct {
		name            string
		silent, overdue []domain.DutyState
		on              domain.Day
		want            domain.PromiseOutcome
		day             domain.Day
	}{
		{"nothing yet", nil, nil, "2026-12-03", domain.PromiseOpen, ""},
		{"nothing by then", nil, nil, "2026-12-04", domain.PromiseLapsed, ""},
		{"kept, on its last day", []domain.DutyState{state(early, progress)}, []domain.DutyState{state(late, domain.Implemented)}, "2027-01-01",
			domain.PromiseKept, "2026-12-03"},
		{"a return is no claim", []domain.DutyState{state(early, progress)}, []domain.DutyState{state(early, progress)}, "2026-12-04", domain.PromiseLapsed, ""},
		{"late", []domain.DutyState{state(early, progress)}, []domain.DutyState{state(early, progress), state(after, domain.Implemented)}, "2027-01-01",
			domain.PromiseLate, "2026-12-04"},
		{"kept stays kept when the claim is withdrawn", []domain.DutyState{state(early, progress)},
			[]domain.DutyState{state(early, domain.Implemented), state(after, progress)}, "2027-01-01", domain.PromiseKept, "2026-11-25"},
		{"what was signed before it is no answer", []domain.DutyState{state(noted.Add(-time.Hour), progress)}, []domain.DutyState{state(early, domain.Implemented)},
			"2026-12-04", domain.PromiseLapsed, ""},
	} {
		outcome, day := note.Outcome(duties, map[domain.ID][]domain.DutyState{"s": c.silent, "o": c.overdue}, c.on)
		require.Equal(t, c.want, outcome, c.name)
		require.Equal(t, c.day, day, c.name)
	}
	note.About = []domain.ID{"s"}
	outcome, day := note.Outcome(duties, map[domain.ID][]domain.DutyState{"s": {state(early, progress)}}, "2026-12-04")
	require.Equal(t, domain.PromiseKept, outcome, "the silent one alone was promised")
	require.Equal(t, domain.Day("2026-11-25"), day)
	none, _ := domain.ChaseNote{}.Outcome(nil, nil, today)
	require.Empty(t, none)

	require.True(t, domain.ChaseNote{Promised: "2026-12-20", At: late, Seq: 9}.Replaces(note))
	require.False(t, domain.ChaseNote{Promised: "2026-12-20", At: after, Seq: 9}.Replaces(note), "it had lapsed by then")
	require.False(t, domain.ChaseNote{At: late, Seq: 9}.Replaces(note), "no other promise")
}
