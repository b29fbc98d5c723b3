package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func partnership(state domain.PartnershipState) domain.Partnership {
	return domain.Partnership{ID: "p", Local: "RJ1", University: "KCL", What: "A joint office", Office: true,
		From: "2026-04-01", ProposedBy: "RJ1", State: state}
}

func TestR17_OneProposesAndTheOtherAnswers(t *testing.T) {
	p := partnership(domain.PartnershipProposed)
	_, err := domain.ConfirmPartnership(p, "RJ1")
	refusedAs(t, err, domain.Forbidden, "partnership.own_proposal")
	_, err = domain.DeclinePartnership(p, "RJ1")
	refusedAs(t, err, domain.Forbidden, "partnership.own_proposal")

	yes, err := domain.ConfirmPartnership(p, "KCL")
	require.NoError(t, err)
	require.Equal(t, domain.PartnershipConfirmed, yes.State)
	no, err := domain.DeclinePartnership(p, "KCL")
	require.NoError(t, err)
	require.Equal(t, domain.PartnershipDeclined, no.State)

	for _, state := range []domain.PartnershipState{domain.PartnershipConfirmed, domain.PartnershipDeclined, domain.PartnershipEnded} {
		_, err := domain.ConfirmPartnership(partnership(state), "KCL")
		refusedAs(t, err, domain.Conflict, "partnership.not_proposed")
	}
}

func TestR17_EitherEndsIt(t *testing.T) {
	ended, err := domain.EndPartnership(partnership(domain.PartnershipConfirmed), "2026-12-31", today)
	require.NoError(t, err)
	require.Equal(t, domain.PartnershipEnded, ended.State)
	require.Equal(t, domain.Day("2026-12-31"), ended.To)

	for name, p := range map[string]domain.Partnership{
		"a proposal":         partnership(domain.PartnershipProposed),
		"an unheard request": {State: domain.PartnershipProposed, From: "2020-01-01"},
	} {
		back, err := domain.EndPartnership(p, "2026-01-01", today)
		require.NoError(t, err, name)
		require.Equal(t, domain.PartnershipWithdrawn, back.State, name)
		require.Empty(t, back.To, name)
	}
	for _, state := range []domain.PartnershipState{domain.PartnershipDeclined, domain.PartnershipEnded, domain.PartnershipWithdrawn} {
		_, err := domain.EndPartnership(partnership(state), today, today)
		refusedAs(t, err, domain.Conflict, "partnership.over")
	}
}

func TestR17_OnlyAConfirmedPartnershipStandsAndInItsTime(t *testing.T) {
	p := partnership(domain.PartnershipConfirmed)
	p.To = "2026-12-31"
	for day, stands := range map[domain.Day]bool{"2026-03-31": false, "2026-04-01": true, "2026-12-31": true, "2027-01-01": false} {
		require.Equal(t, stands, p.Stands(day), day)
	}
	for _, state := range []domain.PartnershipState{domain.PartnershipProposed, domain.PartnershipDeclined, domain.PartnershipWithdrawn} {
		require.False(t, partnership(state).Stands("2026-06-01"), state)
	}
	require.Equal(t, domain.ID("KCL"), p.Other("RJ1"))
	require.Equal(t, domain.ID("RJ1"), p.Other("KCL"))
}

func TestR17_WhatIsEndedStandsUpToItsLastDay(t *testing.T) {
	ended, err := domain.EndPartnership(partnership(domain.PartnershipConfirmed), "2026-12-31", today)
	require.NoError(t, err)
	for day, stands := range map[domain.Day]bool{"2026-03-31": false, "2026-04-01": true, today: true, "2026-12-31": true, "2027-01-01": false} {
		require.Equal(t, stands, ended.Stands(day), day)
	}
}

func TestR17_ATrustOrBoardAndAUniversity(t *testing.T) {
	trust, board := domain.Body{ID: "RJ1", Kind: domain.Trust}, domain.Body{ID: "S08", Kind: domain.HealthBoard}
	kcl := domain.Body{ID: "KCL", Kind: domain.University}
	wanted := domain.Partnership{What: "A joint office", Office: true, From: "2026-04-01"}

	p, err := domain.NewPartnership(wanted, trust, kcl, today)
	require.NoError(t, err)
	require.Equal(t, partnership(domain.PartnershipProposed).Local, p.Local)
	require.Equal(t, domain.ID("KCL"), p.University)
	require.Equal(t, domain.ID("RJ1"), p.ProposedBy)
	require.Equal(t, domain.PartnershipProposed, p.State)
	require.True(t, p.Joins("RJ1") && p.Joins("KCL"))
	require.False(t, p.Joins("S08"))

	across, err := domain.NewPartnership(wanted, kcl, board, today)
	require.NoError(t, err, "across nations too")
	require.Equal(t, domain.ID("S08"), across.Local)
	require.Equal(t, domain.ID("KCL"), across.ProposedBy)

	cases := []struct {
		name     string
		from, to domain.Body
		change   func(*domain.Partnership)
		says     []string
	}{
		{"with itself", trust, trust, nil, []string{"partner: partnership.with_itself"}},
		{"two Trusts", trust, board, nil, []string{"partner: partnership.kinds"}},
		{"a funder", trust, domain.Body{ID: "NIHR", Kind: domain.Funder}, nil, []string{"partner: partnership.kinds"}},
		{"without words", trust, kcl, func(p *domain.Partnership) { p.What = "" }, []string{"what: partnership.what_missing"}},
		{"without a beginning", trust, kcl, func(p *domain.Partnership) { p.From = "" }, []string{"from: partnership.from_missing"}},
		{"over already", trust, kcl, func(p *domain.Partnership) { p.To = "2026-11-22" }, []string{"to: date.passed"}},
		{"over today", trust, kcl, func(p *domain.Partnership) { p.To = today }, nil},
		{"begun long ago", trust, kcl, func(p *domain.Partnership) { p.From = "1926-04-01" }, []string{"from: date.too_long_ago"}},
		{"begun before", trust, kcl, func(p *domain.Partnership) { p.From = "1997-04-01" }, nil},
		{"to begin far ahead", trust, kcl, func(p *domain.Partnership) { p.From = "2206-04-01" }, []string{"from: date.too_far"}},
		{"over far ahead", trust, kcl, func(p *domain.Partnership) { p.To = "2206-04-01" }, []string{"to: date.too_far"}},
		{"over before it begins", trust, kcl, func(p *domain.Partnership) { p.To = "2026-03-31" }, []string{"to: partnership.to_before_from"}},
	}
	for _, c := range cases {
		w := wanted
		if c.change != nil {
			c.change(&w)
		}
		_, err := domain.NewPartnership(w, c.from, c.to, today)
		require.Equal(t, c.says, fields(err), c.name)
	}
}

func TestR17_OnePartnershipOfASortIsAliveAtATime(t *testing.T) {
	trust, kcl := domain.Body{ID: "RJ1", Kind: domain.Trust}, domain.Body{ID: "KCL", Kind: domain.University}
	wanted := domain.Partnership{What: "Again", Office: true, From: "2027-01-01"}
	over := partnership(domain.PartnershipConfirmed)
	over.To = "2026-12-31"
	another := partnership(domain.PartnershipConfirmed)
	another.Office = false
	for name, c := range map[string]struct {
		known   domain.Partnership
		refused bool
	}{
		"confirmed":        {partnership(domain.PartnershipConfirmed), true},
		"proposed":         {partnership(domain.PartnershipProposed), true},
		"declined":         {partnership(domain.PartnershipDeclined), false},
		"ended":            {partnership(domain.PartnershipEnded), false},
		"over by then":     {over, false},
		"of another sort":  {another, false},
		"of another pair":  {domain.Partnership{Local: "RYY", University: "KCL", Office: true, State: domain.PartnershipConfirmed}, false},
		"later, unlimited": {domain.Partnership{Local: "RJ1", University: "KCL", Office: true, From: "2030-01-01", State: domain.PartnershipConfirmed}, true},
	} {
		p, err := domain.NewPartnership(wanted, trust, kcl, today)
		require.NoError(t, err, name)
		err = p.IsNew([]domain.Partnership{c.known})
		if c.refused {
			require.Equal(t, []string{"partner: partnership.there_already"}, fields(err), name)
			continue
		}
		require.NoError(t, err, name)
	}
}

// What both bodies confirmed isn't wiped out by a day before it began.
func TestR17_ALastDayLiesWithinWhatWasAgreed(t *testing.T) {
	agreed := partnership(domain.PartnershipConfirmed)
	agreed.To = "2028-03-31"
	for last, says := range map[domain.Day][]string{
		"2026-03-31": {"last: partnership.last_before_from"}, "1990-01-01": {"last: partnership.last_before_from"},
		"2028-04-01": {"last: partnership.last_after_to"}, "2026-04-01": nil, "2028-03-31": nil,
	} {
		ended, err := domain.EndPartnership(agreed, last, today)
		require.Equal(t, says, fields(err), last)
		if says != nil {
			require.Equal(t, agreed, ended)
		}
	}
	_, err := domain.EndPartnership(partnership(domain.PartnershipConfirmed), "2999-01-01", today)
	require.Equal(t, []string{"last: date.too_far"}, fields(err))
}
