package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/view"
)

func TestR1_EveryCellAddsUpToTheBodiesThatOwe(t *testing.T) {
	w := newWorld(t)
	w.round("Spring", "2026-03-01", "2026-03-31", domain.England, domain.UK)
	w.changeDuty(duty("RJ1", 1), domain.ReturnSignedE, w.claim)
	w.changeDuty(duty("RXK", 1), domain.ReturnReviewed, w.confirm)
	w.changeDuty(duty("S08", 1), domain.DutyResponded, func(d *domain.Duty) { d.State.Response = domain.ResponseRejected })
	v := w.picture().Integrated(everything())
	require.Len(t, v.Rows, 5)
	require.Len(t, v.Columns, 4)
	for _, row := range v.Rows {
		sum := 0
		for i := range v.Columns {
			require.Equal(t, row.Owes[i], row.Cells[i].Owed())
			sum += row.Cells[i].Owed()
		}
		require.Equal(t, sum, row.Total.Owed())
	}
	england := cell(t, v, 1, domain.England)
	require.Equal(t, map[domain.Word]int{domain.WordClaimed: 1, domain.WordConfirmed: 1, domain.WordSilent: 1}, england.Counts)
	require.Equal(t, map[domain.Word]int{domain.WordRejected: 1}, cell(t, v, 1, domain.Scotland).Counts)
	require.Equal(t, 23, v.Headline.Total.Owed())
	require.Equal(t, 1, v.Headline.Total.Of(domain.WordConfirmed))
	require.Equal(t, 2, v.Headline.Ahead, "two Trusts claimed before the money")
	require.Equal(t, 2, v.Headline.Unmonitored)
}

func TestR1_TheListBehindACellHasAsManyRows(t *testing.T) {
	w := newWorld(t)
	w.changeDuty(duty("RJ1", 1), domain.ReturnSignedE, w.claim)
	w.release(domain.Scotland)
	for _, cut := range []view.Cut{everything(), dhsc(), guys()} {
		p := w.picture()
		v := p.Integrated(cut)
		for _, row := range v.Rows {
			for i, col := range v.Columns {
				for _, word := range domain.PositionWords() {
					rows := p.Bodies(cut, view.Filter{Rec: row.Rec.No, Nation: col.Nation, Word: word})
					require.Len(t, rows, row.Cells[i].Of(word))
				}
			}
		}
		require.Equal(t, v.Headline.Total.Owed(), p.Heatmap(cut, view.Filter{}).Cell.Owed())
	}
}

func TestR4_OtherNationsAreShownOnlyAsTheyWereReleased(t *testing.T) {
	w := newWorld(t)
	v := w.picture().Integrated(dhsc())
	require.Equal(t, []domain.Nation{domain.Scotland, domain.Wales}, v.Headline.NotReleased)
	require.Zero(t, cell(t, v, 1, domain.Scotland).Owed())

	w.release(domain.Scotland)
	w.setDay("2026-11-25")
	w.changeDuty(duty("S08", 1), domain.ReturnSignedE, w.claim)
	w.changeDuty(duty("SG", 3), domain.ReturnSignedE, w.claim)
	p := w.picture()
	v = p.Integrated(dhsc())
	require.Equal(t, []domain.Nation{domain.Wales}, v.Headline.NotReleased)
	require.Equal(t, view.Column{Nation: domain.Scotland, Source: view.Released, Day: today, Owed: 5}, v.Headline.Released[0])
	require.Equal(t, map[domain.Word]int{domain.WordNotYetDue: 1}, cell(t, v, 1, domain.Scotland).Counts, "claimed since, and not released")

	rows := p.Bodies(dhsc(), view.Filter{Rec: 1, Nation: domain.Scotland})
	require.Len(t, rows, 1)
	require.Equal(t, domain.WordNotYetDue, rows[0].Word)
	require.Equal(t, today, rows[0].Released)
	require.Nil(t, rows[0].Duty)
	require.Nil(t, rows[0].Standing)
	d, err := p.Duty(dhsc(), key("S08", 1))
	require.NoError(t, err)
	require.Nil(t, d.Facts)
	require.Empty(t, d.Above)
	w.release(domain.Wales)
	p = w.picture()
	england, err := p.Duty(dhsc(), key("RJ1", 1))
	require.NoError(t, err)
	require.True(t, england.Waits[0].Upstream.Seen)
	body, err := p.Body(dhsc(), "S08")
	require.NoError(t, err)
	require.False(t, body.Live)
	require.Empty(t, body.Waits)
	require.Empty(t, p.Bodies(dhsc(), view.Filter{Nation: domain.Scotland, Status: domain.Implemented}), "a reported status is not released")

	scottish := view.Cut{View: at("uk/scotland"), Figures: at("uk/scotland")}
	require.Equal(t, 1, cell(t, p.Integrated(scottish), 1, domain.Scotland).Of(domain.WordClaimed))
	require.Len(t, p.Integrated(scottish).Columns, 1)
}

func TestR4_UKWideFiguresAreReleasedWithEnglands(t *testing.T) {
	w := newWorld(t)
	w.release(domain.England)
	scottish := view.Cut{View: at("uk/scotland"), Figures: at("uk")}
	v := w.picture().Integrated(scottish)
	require.Equal(t, 1, cell(t, v, 3, domain.UK).Owed())
	require.Equal(t, 3, cell(t, v, 1, domain.England).Owed())
}

func TestTheHeatmapFilters(t *testing.T) {
	w := newWorld(t)
	w.changeDuty(duty("RXK", 14), domain.ReturnSignedE, w.claim)
	p := w.picture()
	codes := func(f view.Filter) []string {
		var found []string
		for _, row := range p.Heatmap(everything(), f).Rows {
			found = append(found, row.Body.Code)
		}
		return found
	}
	require.Equal(t, []string{"DHSC", "RJ1", "KCL", "RXK", "RYY", "S08", "SG", "7A1", "WG", "UKG"}, codes(view.Filter{}), "by nation, region and name")
	require.Equal(t, []string{"RJ1", "KCL"}, codes(view.Filter{Region: "London"}))
	require.Equal(t, []string{"RJ1"}, codes(view.Filter{ICB: "QKK"}))
	require.Equal(t, []string{"S08", "7A1"}, codes(view.Filter{Kind: domain.HealthBoard}))
	require.Equal(t, []string{"SG", "WG", "UKG"}, codes(view.Filter{Rec: 3}))
	require.Equal(t, []string{"RXK"}, codes(view.Filter{Word: domain.WordClaimed}))
	require.Equal(t, []string{"RXK"}, codes(view.Filter{Status: domain.Implemented, Theme: 4}))
	require.Empty(t, codes(view.Filter{Status: domain.Implemented, Theme: 1}))

	h := p.Heatmap(everything(), view.Filter{Word: domain.WordClaimed})
	require.Len(t, h.Rows[0].Cells, len(h.Recs))
	for i, c := range h.Rows[0].Cells {
		require.Equal(t, h.Recs[i].No == 14, c.Match)
	}
	ch := p.Choices(everything())
	require.Equal(t, []string{"London", "Midlands", "South East"}, ch.Regions)
	require.Equal(t, []view.ICB{{Code: "QKK", Name: "South East London"}}, ch.ICBs)
	require.Equal(t, []domain.Nation{domain.England}, p.Choices(guys()).Nations)
}

func TestSilenceFollowsTheLastRoundThatFellDue(t *testing.T) {
	w := newWorld(t)
	spring := w.round("Spring", "2026-03-01", "2026-03-31", domain.England)
	w.round("Autumn", "2026-09-01", "2026-09-30", domain.England)
	w.round("Next", "2026-11-01", "2026-11-30", domain.England)
	w.write(func(tx *store.Tx) error {
		signed, err := tx.ReturnOf(duty("RJ1", 1), spring.ID)
		require.NoError(t, err)
		signed.State, signed.Signed = domain.ReturnSigned, 1
		require.NoError(t, tx.PutReturn(&signed))
		w.change(tx, duty("RJ1", 1), domain.ReturnSignedE, func(d *domain.Duty) {
			w.claim(d)
			d.State.SignedAt, d.State.Status = domain.Day("2026-03-20").Start(), domain.InProgress
		})
		rounds, err := tx.Rounds(report)
		require.NoError(t, err)
		late, err := tx.ReturnOf(duty("RXK", 1), rounds[1].ID)
		require.NoError(t, err)
		late.Extended = "2026-11-23"
		require.NoError(t, tx.PutReturn(&late))
		w.event(tx, domain.Event{Type: domain.ReturnExtended, Report: report, Duty: duty("RXK", 1)})
		w.change(tx, duty("RYY", 14), domain.ReturnSignedE, func(d *domain.Duty) { // interim, since the round opened
			w.claim(d)
			d.State.SignedAt = domain.Day("2026-10-05").Start()
		})
		return nil
	})
	word := func(code string, rec int) (domain.Word, domain.Day) {
		d, err := w.picture().Duty(everything(), key(code, rec))
		require.NoError(t, err)
		return d.Word, d.Facts.Since
	}
	expect := func(code string, rec int, want domain.Word, since domain.Day) {
		t.Helper()
		got, day := word(code, rec)
		require.Equal(t, want, got)
		require.Equal(t, since, day)
	}
	expect("RJ1", 1, domain.WordSilent, "2026-09-30") // signed in spring
	expect("RXK", 1, domain.WordExtended, "")
	expect("RYY", 1, domain.WordSilent, "2026-03-31")
	expect("RYY", 14, domain.WordClaimed, "")
	expect("S08", 1, domain.WordNotYetDue, "")
	w.setDay("2026-11-24")
	expect("RXK", 1, domain.WordSilent, "2026-03-31")
	w.setDay("2026-12-01")
	expect("RYY", 14, domain.WordClaimed, "2026-11-30")
	d, err := w.picture().Duty(everything(), key("RYY", 14))
	require.NoError(t, err)
	require.True(t, d.Standing.SilentToo)
}
