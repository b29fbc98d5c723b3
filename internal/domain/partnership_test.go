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
	ended, err := domain.EndPartnership(partnership(domain.PartnershipConfirmed), "2026-12-31")
	require.NoError(t, err)
	require.Equal(t, domain.PartnershipEnded, ended.State)
	require.Equal(t, domain.Day("2026-12-31"), ended.To)

	back, err := domain.EndPartnership(partnership(domain.PartnershipProposed), "2026-01-01")
	require.NoError(t, err)
	require.Equal(t, back.From, back.To, "it never ends before it began")

	for _, state := range []domain.PartnershipState{domain.PartnershipDeclined, domain.PartnershipEnded} {
		_, err := domain.EndPartnership(partnership(state), today)
		refusedAs(t, err, domain.Conflict, "partnership.over")
	}
}

func TestR17_OnlyAConfirmedPartnershipStandsAndInItsTime(t *testing.T) {
	p := partnership(domain.PartnershipConfirmed)
	p.To = "2026-12-31"
	for day, stands := range map[domain.Day]bool{"2026-03-31": false, "2026-04-01": true, "2026-12-31": true, "2027-01-01": false} {
		require.Equal(t, stands, p.Stands(day), day)
	}
	for _, state := range []domain.PartnershipState{domain.PartnershipProposed, domain.PartnershipDeclined, domain.PartnershipEnded} {
		require.False(t, partnership(state).Stands("2026-06-01"), state)
	}
	require.Equal(t, domain.ID("KCL"), p.Other("RJ1"))
	require.Equal(t, domain.ID("RJ1"), p.Other("KCL"))
}
