package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR17_NoneStandsWhileAnotherSaysNot(t *testing.T) {
	pack := &domain.Pack{Recommendations: []domain.Recommendation{{No: 12, Requirements: []domain.Requirement{{Key: "12a", Joint: true}, {Key: "12b"}}}}}
	answers := func(id domain.ID, joint, own domain.Met) domain.Duty {
		d := domain.Duty{ID: id, Rec: 12, Requirements: []string{"12a", "12b"}, State: domain.NewDutyState()}
		d.State.Signed, d.State.Status = 1, domain.Implemented
		d.State.Met = map[string]domain.Met{"12a": joint, "12b": own}
		return d
	}
	england := answers("england", domain.MetYes, domain.MetYes)
	scotland := answers("scotland", domain.MetYes, domain.MetNo)
	wales := answers("wales", domain.MetPartly, domain.MetYes)
	quiet := answers("quiet", domain.MetNo, domain.MetNo)
	quiet.State.Signed = 0
	body := &domain.Body{Nation: domain.England}
	word := func(duties ...domain.Duty) domain.Word {
		f := domain.DutyFacts{Duty: duties[0], Body: body, Monitored: true, Reached: true, SayNot: domain.SayNot(pack, duties)[duties[0].ID]}
		return f.Position("2026-11-23")
	}
	require.Equal(t, domain.WordClaimed, word(england, scotland, quiet), "another requirement is each body's own; silence is no answer")
	require.Equal(t, domain.WordReported, word(england, scotland, wales))
	require.Equal(t, []domain.ID{"wales"}, domain.SayNot(pack, []domain.Duty{england, scotland, wales})["england"])

	england.State.Grade, england.State.Assurance = domain.FullySatisfactory, domain.EvidenceChecked
	england.State.Verdicts = map[string]domain.Verdict{"12a": domain.VerdictMet, "12b": domain.VerdictMet}
	require.Equal(t, domain.WordConfirmed, word(england, scotland))
	require.Equal(t, domain.WordWasConfirmed, word(england, wales), "it comes back by itself when the other agrees")
}
