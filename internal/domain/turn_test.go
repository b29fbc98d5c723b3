package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestEveryTurnIsToldByItself(t *testing.T) {
	const (
		confirmed, claimed, silent = domain.WordConfirmed, domain.WordClaimed, domain.WordSilent
		reported                   = domain.WordReported
	)
	for _, c := range []struct {
		was, is domain.Word
		turns   []domain.Turn
	}{
		{claimed, claimed, nil},
		{silent, claimed, []domain.Turn{domain.TurnClaimed, domain.TurnSpoke}},
		{silent, confirmed, []domain.Turn{domain.TurnConfirmed, domain.TurnSpoke}},
		{silent, reported, []domain.Turn{domain.TurnSpoke}},
		{claimed, confirmed, []domain.Turn{domain.TurnConfirmed}}, // which is claimed and more
		{claimed, reported, []domain.Turn{domain.TurnUnclaimed}},
		{confirmed, claimed, []domain.Turn{domain.TurnUnconfirmed, domain.TurnClaimed}},
		{confirmed, silent, []domain.Turn{domain.TurnUnconfirmed, domain.TurnSilent}},
		{reported, silent, []domain.Turn{domain.TurnSilent}},
		{"", silent, []domain.Turn{domain.TurnNew}}, // nobody fell silent who never spoke
		{"", claimed, []domain.Turn{domain.TurnClaimed, domain.TurnNew}},
		{silent, "", []domain.Turn{domain.TurnGone}},
		{confirmed, "", []domain.Turn{domain.TurnGone}},
		{reported, domain.WordNotApplicable, []domain.Turn{domain.TurnOther}},
	} {
		require.Equal(t, c.turns, domain.TurnsOf(c.was, c.is), "%q to %q", c.was, c.is)
		for _, turn := range c.turns {
			require.Contains(t, domain.Turns(), turn)
		}
	}
}
