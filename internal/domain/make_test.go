package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// today is the day of these tests; noon is an instant on it.
const today = domain.Day("2026-11-23")

func noon(day domain.Day) time.Time { return day.Start().Add(12 * time.Hour) }

// duty14 owes four requirements, a to d, and nobody has touched it.
func duty14() domain.Duty {
	return domain.Duty{ID: "d", Report: "ctr", Rec: 14, BodyID: "RJ1",
		Requirements: []string{"14a", "14b", "14c", "14d"}, State: domain.NewDutyState()}
}

func rec14() domain.Recommendation {
	return domain.Recommendation{No: 14, Requirements: []domain.Requirement{
		{Key: "14a"}, {Key: "14b"}, {Key: "14c"}, {Key: "14d"},
	}}
}

// implemented is a draft that claims everything, each requirement backed by the file e.
func implemented() domain.Content {
	keys := duty14().Requirements
	c := domain.Content{Status: domain.Implemented, Narrative: "It is done.", Answers: map[string]domain.Answer{}}
	for _, key := range keys {
		c.Answers[key] = domain.Answer{Met: domain.MetYes}
	}
	c.Evidence = []domain.EvidenceUse{{EvidenceID: "e", Requirements: keys}}
	return c
}

func inProgress(target domain.Day) domain.Content {
	c := domain.Content{Status: domain.InProgress, Narrative: "It is under way.", Target: target, Answers: map[string]domain.Answer{}}
	for _, key := range duty14().Requirements {
		c.Answers[key] = domain.Answer{Met: domain.MetPartly}
	}
	return c
}

func library() map[domain.ID]domain.Evidence {
	return map[domain.ID]domain.Evidence{"e": {ID: "e", Kind: domain.EvidenceFile}}
}

// signed is the duty after a version of a content was signed on a day.
func signed(d domain.Duty, no int, c domain.Content, on domain.Day) domain.Duty {
	v := domain.Version{No: no, Content: c, RoundID: "round"}
	d.State = domain.Sign(d.State, v, "", noon(on))
	return d
}

// fullMarks is the review that confirms a version.
func fullMarks(no int) domain.Review {
	r := domain.Review{ID: "review", VersionNo: no, Outcome: domain.Accepted, Grade: domain.FullySatisfactory,
		Assurance: domain.EvidenceChecked, Verdicts: map[string]domain.Verdict{}, At: noon(today)}
	for _, key := range duty14().Requirements {
		r.Verdicts[key] = domain.VerdictMet
	}
	return r
}

func confirmed() domain.Duty {
	d := signed(duty14(), 1, implemented(), today)
	d.State = domain.Decide(d.State, fullMarks(1), "")
	return d
}

// fields are the refusals of an error, each as field and key.
func fields(err error) []string {
	var said []string
	for _, p := range domain.AsProblems(err) {
		said = append(said, p.Field+": "+p.Key)
	}
	return said
}

// refusedAs requires a refusal of a kind with a key, and nothing else.
func refusedAs(t *testing.T, err error, kind domain.ProblemKind, key string) {
	t.Helper()
	ps := domain.AsProblems(err)
	require.Len(t, ps, 1, "%v", err)
	require.Equal(t, kind, ps[0].Kind)
	require.Equal(t, key, ps[0].Key)
}
