package app_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

// album keeps what was shown on each day, as whoever sees everything saw it.
type album struct {
	w     *world
	views *view.Views
	shown map[domain.Day]string
}

func (w *world) album() *album {
	now := func() time.Time { return *w.clock }
	return &album{w: w, views: view.New(w.store.Reader(), now), shown: map[domain.Day]string{}}
}

// guards are what only the present has: numbers that guard a row against a lost race.
var guards = regexp.MustCompile(`"version": \d+,?\n`)

// show is everything that a picture says, as text.
func (a *album) show(p *view.Picture) string {
	a.w.t.Helper()
	cut := view.Cut{View: domain.Scope{All: true}, Figures: domain.Scope{All: true}}
	all := []any{p.Day, p.Pack.Version, p.Rounds(), p.Integrated(cut), p.Heatmap(cut, view.Filter{}), p.Dependencies(cut), p.PendingRulings(cut)}
	for _, b := range p.Register() {
		body, err := p.Body(cut, b.Code)
		if err != nil {
			continue
		}
		all = append(all, body)
		for _, row := range body.Rows {
			duty, err := p.Duty(cut, row.Key)
			require.NoError(a.w.t, err)
			all = append(all, duty)
		}
	}
	text, err := json.MarshalIndent(all, "", " ")
	require.NoError(a.w.t, err)
	return strings.ReplaceAll(guards.ReplaceAllString(string(text), ""), "[]", "null")
}

// night keeps the page of the day, and lets days go by.
func (a *album) night(days int) {
	a.w.t.Helper()
	p, err := a.views.Picture(a.w.ctx, "ctr")
	require.NoError(a.w.t, err)
	a.shown[p.Day] = a.show(p)
	a.w.pass(days)
}

// leaf through the album: each day reads as it did then.
func (a *album) leaf() {
	a.w.t.Helper()
	for day, shown := range a.shown {
		p, err := a.views.AsAt(a.w.ctx, "ctr", day)
		require.NoError(a.w.t, err)
		was, is := strings.Split(shown, "\n"), strings.Split(a.show(p), "\n")
		for i := range min(len(was), len(is)) {
			require.Equal(a.w.t, was[i], is[i], "as at %s, line %d, after %v", day, i, was[max(0, i-8):i])
		}
		require.Len(a.w.t, is, len(was))
	}
}

func TestR19_AsAtADayIsWhatWasShownThen(t *testing.T) {
	w := newWorld(t)
	a := w.album()
	a.night(1)
	round := w.openRound()
	a.night(1)
	w.tellOfADuty(round)
	a.night(1)
	w.must(w.NameOwner(w.ctx, w.as("rita"), app.NameOwner{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Owner: "Medical Director"}))
	a.night(1)
	w.tellOfAReview()
	a.night(1)
	w.tellOfActions()
	a.night(1)
	w.tellOfPartnerships()
	a.night(1)
	w.tellOfNations()
	a.night(45) // the round fell due, most are silent, one was given longer
	a.night(1)
	w.sign("uma", "uri", dutyAt("UNI", 14), progress("14a")) // late
	a.night(1)
	w.must(w.CloseRound(w.ctx, w.as("lea"), round.ID))
	a.night(1)
	w.tellOfPacks()
	a.night(30)
	a.leaf()

	_, err := a.views.AsAt(w.ctx, "ctr", round.Opens.Add(-100))
	require.Equal(t, domain.NotFound, domain.KindOf(err), "before the report was there")
	today, err := a.views.AsAt(w.ctx, "ctr", w.today())
	require.NoError(t, err)
	require.Equal(t, w.today(), today.Day, "today is as it stands now")
}

func TestR19_AGeneratedHistoryReadsBackAsItWasTold(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.store.MarkInstance(w.ctx, true))
	author := w.author()
	require.NoError(t, w.GeneratePeople(w.ctx, operator(), author.People(), author.Reached))
	history, a := w.Generate(author), w.album()
	for _, q := range author.Calendar() {
		*w.clock = q.Begins()
		require.NoError(t, history.Quarter(w.ctx, operator(), q))
		*w.clock = w.lastEvent()
		a.night(1)
	}
	require.Len(t, a.shown, 3)
	a.leaf()
}

// lastEvent is when the last event happened.
func (w *world) lastEvent() time.Time {
	w.t.Helper()
	var at time.Time
	require.NoError(w.t, w.store.Reader().Snapshot(w.ctx, func(s *store.Snap) error {
		heads, err := s.EventsSince(w.head()-1, 1)
		at = heads[0].At
		return err
	}))
	return at
}
