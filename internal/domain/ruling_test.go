package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func edges() *domain.Pack {
	return &domain.Pack{Dependencies: []domain.Dependency{
		{Key: "3-14-funds", From: 3, To: 14, Kind: domain.Funds, Requirement: "14a"},
		{Key: "2-14-funds", From: 2, To: 14, Kind: domain.Funds},
		{Key: "12-14-informs", From: 12, To: 14, Kind: domain.Informs},
		{Key: "14-15-delivers", From: 14, To: 15, Kind: domain.Delivers},
	}}
}

func TestR6_ABodyShowsThatAnEdgeDoesNotBindIt(t *testing.T) {
	asked, err := domain.NewRuling(domain.EdgeRuling{Dependency: "3-14-funds", By: "ann", Agreed: true}, duty14(), edges(), nil)
	require.NoError(t, err)
	require.True(t, asked.Pending(), "nobody agrees to their own")
	require.Equal(t, domain.ID("d"), asked.DutyID)

	for _, elsewhere := range []string{"14-15-delivers", "9-9-none", ""} {
		_, err = domain.NewRuling(domain.EdgeRuling{Dependency: elsewhere}, duty14(), edges(), nil)
		require.Equal(t, domain.NotFound, domain.KindOf(err), elsewhere)
	}

	agreed, err := domain.Rule(asked, "rose", true)
	require.NoError(t, err)
	require.True(t, agreed.Agreed)
	require.Equal(t, domain.ID("rose"), agreed.AgreedBy)
	refused, err := domain.Rule(asked, "rose", false)
	require.NoError(t, err)
	require.True(t, refused.Refused)
	_, err = domain.Rule(agreed, "ravi", false)
	refusedAs(t, err, domain.Conflict, "ruling.answered")

	for _, there := range []domain.EdgeRuling{asked, agreed} {
		_, err = domain.NewRuling(domain.EdgeRuling{Dependency: "3-14-funds"}, duty14(), edges(), []domain.EdgeRuling{there})
		refusedAs(t, err, domain.Conflict, "ruling.there_already")
	}
	_, err = domain.NewRuling(domain.EdgeRuling{Dependency: "3-14-funds"}, duty14(), edges(), []domain.EdgeRuling{refused})
	require.NoError(t, err, "shown again, better")
}

func TestR6_GoingAheadIsAskedOnce(t *testing.T) {
	claimed := signed(duty14(), 1, implemented(), today)
	part := inProgress("2027-03-31")
	part.Answers["14a"] = domain.Answer{Met: domain.MetYes}
	partly := signed(duty14(), 1, part, today)
	require.NoError(t, domain.MayTellHow(claimed, edges(), "2-14-funds", false))
	require.NoError(t, domain.MayTellHow(partly, edges(), "3-14-funds", false), "the one requirement that the edge holds")
	refusedAs(t, domain.MayTellHow(partly, edges(), "2-14-funds", false), domain.Forbidden, "how.not_claimed")
	refusedAs(t, domain.MayTellHow(duty14(), edges(), "3-14-funds", false), domain.Forbidden, "how.not_claimed")
	refusedAs(t, domain.MayTellHow(claimed, edges(), "2-14-funds", true), domain.Forbidden, "how.told")
	for _, key := range []string{"12-14-informs", "14-15-delivers", "none"} {
		require.Equal(t, domain.NotFound, domain.KindOf(domain.MayTellHow(claimed, edges(), key, false)), key)
	}
}
