package app_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// column is one column of a query, as text.
func (w *world) column(query string) []string {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.ctx, query)
	require.NoError(w.t, err)
	defer rows.Close()
	var values []string
	for rows.Next() {
		var value string
		require.NoError(w.t, rows.Scan(&value))
		values = append(values, value)
	}
	require.NoError(w.t, rows.Err())
	return values
}

// busy runs a good part of the verbs, with words that are easy to find again.
func (w *world) busy() {
	w.t.Helper()
	const secret = "Xyzzy"
	must := func(err error) { w.t.Helper(); require.NoError(w.t, err) }
	e, err := w.AddEvidence(w.ctx, w.as("rita"), app.AddEvidence{
		Body: "RJ1", Kind: domain.EvidenceFile, Title: secret, From: "2026-01-01", To: "2026-06-30",
		FileName: secret + ".txt", File: strings.NewReader(secret),
	})
	must(err)
	must(w.RespondDuty(w.ctx, w.as("rita"), app.RespondDuty{
		Key: riverside(1), Guard: w.duty(riverside(1)).Version, Response: domain.ResponseInPart, Reason: secret, Owner: "Head of Research",
	}))
	said := claim(e, "1a", "1b")
	said.Narrative, said.Summary = secret, secret
	no := w.submit("rita", riverside(1), said)
	must(w.GiveBack(w.ctx, w.as("anna"), app.GiveBack{Key: riverside(1), No: no, Reason: secret}))
	no = w.sign("rita", "anna", riverside(1), said)
	must(w.AskQuestion(w.ctx, w.as("rex"), app.AskQuestion{Key: riverside(1), No: no, Text: secret}))
	question := w.said(riverside(1), domain.SealedQuestion)[0]
	must(w.AnswerQuestion(w.ctx, w.as("rita"), app.AnswerQuestion{Key: riverside(1), Question: question.ID, Text: secret}))
	found := partly("1a", "1b")
	found.Reasons, found.Note = secret, secret
	review := w.review("rex", riverside(1), no, found)
	must(w.DisputeReview(w.ctx, w.as("rita"), app.DisputeReview{Key: riverside(1), Review: review, Reason: secret}))
	dispute := w.said(riverside(1), domain.SealedDispute)[0]
	must(w.DecideDispute(w.ctx, w.as("rose"), app.DecideDispute{
		Key: riverside(1), Dispute: dispute.ID, Choice: domain.DisputeChanged, Reply: secret, Review: full("1a", "1b"),
	}))
	must(w.CloseDuty(w.ctx, w.as("rex"), app.CloseDuty{
		Key: riverside(1), Guard: w.duty(riverside(1)).Version, Closure: domain.ClosedImplemented, Reason: secret,
	}))
	must(w.ProposeRuling(w.ctx, w.as("fay"), app.ProposeRuling{Key: dutyAt("NIHR", 5), Dependency: "3-5-funds", Reason: secret}))
	in := step()
	in.What = secret
	action := w.action("fay", in)
	must(w.ProposeActionChange(w.ctx, w.as("fay"), app.ProposeActionChange{
		ID: action.ID, Guard: action.Version, Date: "2027-09-30", Reason: secret,
	}))
	must(w.SignActionChange(w.ctx, w.as("finn"), app.SignActionChange{ID: action.ID, Guard: w.stands(action.ID).Version, Sign: true}))
	joint := office()
	joint.What = secret
	_, err = w.ProposePartnership(w.ctx, w.as("rita"), joint)
	must(err)
	taken := scotland()
	taken.Words = secret
	_, err = w.TakeUp(w.ctx, w.as("shona"), app.TakeUp{TakeUp: taken})
	must(err)
	someone := newcomer()
	someone.Name, someone.Email = secret, secret+"@example.org"
	_, err = w.AddPerson(w.ctx, w.as("lea"), someone)
	must(err)
}

func TestEventsHoldNoWordsAndNoNames(t *testing.T) {
	w := newWorld(t)
	w.busy()
	sealed := strings.Join(w.column(`SELECT CAST(content AS text) FROM sealed`), "\n")
	require.Contains(t, sealed, "Xyzzy", "the words are in the rows that can be redacted")
	for _, event := range w.column(`SELECT CAST(body AS text) FROM event`) {
		require.NotContains(t, strings.ToLower(event), "xyzzy")
	}
}

func TestEverySealedTextIsNamedByItsDigestInAnEvent(t *testing.T) {
	w := newWorld(t)
	w.busy()
	events := strings.Join(w.column(`SELECT CAST(body AS text) FROM event`), "\n")
	digests := w.column(`SELECT digest FROM sealed`)
	require.NotEmpty(t, digests)
	for _, digest := range digests {
		require.Contains(t, events, digest)
	}
	require.Empty(t, w.column(`SELECT sealed.id FROM sealed LEFT JOIN event ON event.seq = sealed.seq
		WHERE event.seq IS NULL OR instr(CAST(event.body AS text), sealed.digest) = 0`), "by the event of its own number")
}

func TestADutyEqualsItsLastStateInTheRecord(t *testing.T) {
	w := newWorld(t)
	w.busy()
	require.Empty(t, w.column(`SELECT duty.id FROM duty JOIN duty_state s ON s.duty_id = duty.id
		WHERE s.seq = (SELECT max(seq) FROM duty_state WHERE duty_id = duty.id) AND (s.state <> duty.state OR s.seq <> duty.seq)`))
	require.Empty(t, w.column(`SELECT id FROM duty WHERE id NOT IN (SELECT duty_id FROM duty_state)`))
	require.Empty(t, w.column(`SELECT body.id FROM body JOIN body_state s ON s.body_id = body.id
		WHERE s.seq = (SELECT max(seq) FROM body_state WHERE body_id = body.id) AND s.seq <> body.seq`))
}

func TestAPackIsNamedByTheDigestOfItsContent(t *testing.T) {
	w := newWorld(t)
	applied := w.column(`SELECT CAST(body AS text) FROM event WHERE type = 'pack.applied'`)
	content := w.column(`SELECT content FROM pack`)
	require.Len(t, applied, 1)
	require.Contains(t, applied[0], fmt.Sprintf("%x", sha256.Sum256([]byte(content[0]))))
}

func TestPressingAtTheSameMomentMakesOneVersion(t *testing.T) {
	w := newWorld(t)
	ret := w.draft("rita", riverside(1), progress("1a", "1b"))
	actor := w.as("rita")
	var wait sync.WaitGroup
	numbers := make([]int, 8)
	faults := make([]error, len(numbers))
	for i := range numbers {
		wait.Go(func() {
			numbers[i], faults[i] = w.SubmitReturn(w.ctx, actor, app.SubmitReturn{Key: riverside(1), Guard: ret.Version})
		})
	}
	wait.Wait()
	for i, no := range numbers {
		require.NoError(t, faults[i])
		require.Equal(t, 1, no)
	}
	require.Len(t, w.said(riverside(1), domain.SealedVersion), 1)
}

func TestSavingAtTheSameMomentLosesNobodysWords(t *testing.T) {
	w := newWorld(t)
	w.openRound()
	guard := w.current(riverside(1)).Version
	actors := []domain.Actor{w.as("rita"), w.as("ravi")}
	faults := make([]error, len(actors))
	var wait sync.WaitGroup
	for i, actor := range actors {
		wait.Go(func() {
			content := domain.Content{Narrative: "Words of " + string(actor.Person.ID)}
			_, faults[i] = w.SaveDraft(w.ctx, actor, app.SaveDraft{Key: riverside(1), Guard: guard, Content: content})
		})
	}
	wait.Wait()
	winner, loser := 0, 1
	if faults[0] != nil {
		winner, loser = 1, 0
	}
	require.NoError(t, faults[winner])
	require.Equal(t, domain.Conflict, domain.KindOf(faults[loser]))
	require.Equal(t, "Words of "+string(actors[winner].Person.ID), w.current(riverside(1)).Draft.Narrative)
}
