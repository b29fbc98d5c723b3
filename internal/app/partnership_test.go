package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// office is Riverside's proposal to its university.
func office() app.ProposePartnership {
	return app.ProposePartnership{Body: "RJ1", Partner: "UNI", What: "A joint research office.", Office: true, From: "2026-01-01"}
}

func (w *world) proposed() domain.Partnership {
	w.t.Helper()
	p, err := w.ProposePartnership(w.ctx, w.as("rita"), office())
	require.NoError(w.t, err)
	return p
}

// partners has Riverside and its university share an office.
func (w *world) partners() domain.Partnership {
	w.t.Helper()
	p := w.proposed()
	require.NoError(w.t, w.AnswerPartnership(w.ctx, w.as("uma"), app.AnswerPartnership{ID: p.ID, Body: "UNI", Confirm: true}))
	return p
}

func (w *world) partnership(id domain.ID) domain.Partnership {
	w.t.Helper()
	p, err := w.store.Reader().Partnership(w.ctx, all(), id)
	require.NoError(w.t, err)
	return p
}

func TestR17_ProposePartnership(t *testing.T) {
	w := newWorld(t)
	propose := func(in app.ProposePartnership) func(domain.Actor) error {
		return func(actor domain.Actor) error {
			_, err := w.ProposePartnership(w.ctx, actor, in)
			return err
		}
	}
	w.strangers([]string{"rex", "hr", "aud"}, []string{"hill", "uma", "shona", "asa"}, propose(office()))
	for key, spoil := range map[string]func(*app.ProposePartnership){
		"partnership.with_itself":     func(in *app.ProposePartnership) { in.Partner = "RJ1" },
		"partnership.kinds":           func(in *app.ProposePartnership) { in.Partner = "RX9" },
		"partnership.partner_unknown": func(in *app.ProposePartnership) { in.Partner = "NOBODY" },
		"partnership.what_missing":    func(in *app.ProposePartnership) { in.What = "" },
		"partnership.from_missing":    func(in *app.ProposePartnership) { in.From = "" },
		"partnership.to_before_from":  func(in *app.ProposePartnership) { in.To = "2025-01-01" },
	} {
		in := office()
		spoil(&in)
		w.refuses(domain.Invalid, key, func() error { return propose(in)(w.as("rita")) })
	}
	w.happens(func() error { return propose(office())(w.as("rita")) }, domain.PartnershipProposedE)

	// Once is enough, from either side.
	w.happens(func() error { return propose(office())(w.as("rita")) })
	renamed := office()
	renamed.What = "Another word for it."
	w.refuses(domain.Invalid, "partnership.there_already", func() error { return propose(renamed)(w.as("rita")) })
	back := app.ProposePartnership{Body: "UNI", Partner: "RJ1", What: "Our joint office.", Office: true, From: "2026-02-01"}
	w.refuses(domain.Invalid, "partnership.there_already", func() error { return propose(back)(w.as("uma")) })
	across := app.ProposePartnership{Body: "UNI", Partner: "S08", What: "A joint office.", Office: true, From: "2026-02-01"}
	w.happens(func() error { return propose(across)(w.as("uma")) }, domain.PartnershipProposedE)
}

func TestR17_TheOtherBodyAnswers(t *testing.T) {
	w := newWorld(t)
	p := w.proposed()
	in := app.AnswerPartnership{ID: p.ID, Body: "UNI", Confirm: true}
	answer := func(actor domain.Actor) error { return w.AnswerPartnership(w.ctx, actor, in) }
	w.refuses(domain.Forbidden, "partnership.own_proposal", func() error {
		return w.AnswerPartnership(w.ctx, w.as("rita"), app.AnswerPartnership{ID: p.ID, Body: "RJ1", Confirm: true})
	})
	w.refuses(domain.NotFound, "not_found", func() error { // a third body's
		return w.AnswerPartnership(w.ctx, w.as("hill"), app.AnswerPartnership{ID: p.ID, Body: "RX9", Confirm: true})
	})
	w.strangers([]string{"rex", "lea"}, []string{"rita", "sean"}, answer)
	w.happens(func() error { return answer(w.as("uri")) }, domain.PartnershipAnswered)
	w.changesNothing(func() error { return answer(w.as("uri")) })
	require.True(t, w.partnership(p.ID).Stands(w.today()))
	in.Confirm = false
	w.refuses(domain.Conflict, "partnership.not_proposed", func() error { return answer(w.as("uri")) })
}

func TestR17_APartnershipIsDeclinedAndProposedAgain(t *testing.T) {
	w := newWorld(t)
	p := w.proposed()
	w.happens(func() error {
		return w.AnswerPartnership(w.ctx, w.as("uma"), app.AnswerPartnership{ID: p.ID, Body: "UNI"})
	}, domain.PartnershipAnswered)
	require.Equal(t, domain.PartnershipDeclined, w.partnership(p.ID).State)
	w.partners()
}

func TestR17_EitherBodyEndsAPartnership(t *testing.T) {
	w := newWorld(t)
	p := w.partners()
	in := app.EndPartnership{ID: p.ID, Body: "UNI", Last: "2026-11-30"}
	end := func(actor domain.Actor) error { return w.EndPartnership(w.ctx, actor, in) }
	w.strangers([]string{"lea"}, []string{"rita", "hill"}, end)
	w.refuses(domain.Invalid, "partnership.last_missing", func() error {
		return w.EndPartnership(w.ctx, w.as("uma"), app.EndPartnership{ID: p.ID, Body: "UNI"})
	})
	w.happens(func() error { return end(w.as("uma")) }, domain.PartnershipEndedE)
	w.changesNothing(func() error { return end(w.as("uma")) })
	require.Equal(t, domain.Day("2026-11-30"), w.partnership(p.ID).To)
	require.True(t, w.partnership(p.ID).Stands("2026-11-30"), "up to its last day")
	require.False(t, w.partnership(p.ID).Stands("2026-12-01"))
	w.refuses(domain.Conflict, "partnership.over", func() error { // another last day is no second press
		return w.EndPartnership(w.ctx, w.as("rita"), app.EndPartnership{ID: p.ID, Body: "RJ1", Last: "2026-12-31"})
	})

	taken := w.partnership(p.ID)
	require.Equal(t, domain.PartnershipEnded, taken.State)
	w.happens(func() error { // the proposer's own proposal, taken back
		again, err := w.ProposePartnership(w.ctx, w.as("rita"), app.ProposePartnership{
			Body: "RJ1", Partner: "UNI", What: "A new office.", Office: true, From: "2027-01-01",
		})
		require.NoError(t, err)
		return w.EndPartnership(w.ctx, w.as("rita"), app.EndPartnership{ID: again.ID, Body: "RJ1", Last: "2027-01-01"})
	}, domain.PartnershipProposedE, domain.PartnershipEndedE)
}
