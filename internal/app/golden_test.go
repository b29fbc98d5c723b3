package app_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// update writes the golden files anew; read the difference before it is kept.
var update = flag.Bool("update", false, "write the golden events from what the verbs write")

// golden is where one event of each type is kept as it is written. The reader
// of all of them is package domain, for ever.
const golden = "../domain/testdata/events"

// TestEventsAreWrittenAsInTheGoldenFiles plays a story in which every type of
// event happens, and compares the fullest one of each type with its file. An
// event may gain a field; one that loses or renames a field breaks the record.
func TestEventsAreWrittenAsInTheGoldenFiles(t *testing.T) {
	w := newWorld(t)
	w.story()
	fullest := map[string]string{}
	for _, written := range w.column(`SELECT CAST(body AS text) FROM event ORDER BY seq`) {
		name, plain := nameOf(t, written), plainly(written)
		if len(plain) > len(fullest[name]) {
			fullest[name] = plain
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fullest)) {
		path := filepath.Join(golden, name)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(fullest[name]+"\n"), 0o644))
		}
		kept, err := os.ReadFile(path)
		require.NoError(t, err, "run with -update once the new event is meant")
		require.Equal(t, strings.TrimSuffix(string(kept), "\n"), fullest[name], "%s: run with -update once the change is meant", name)
	}
	require.Subset(t, slices.Collect(maps.Keys(fullest)), writtenByVerbs(t), "the story leaves a type out")
}

// nameOf is the golden file of an event: its type and the version of its shape.
func nameOf(t *testing.T, written string) string {
	t.Helper()
	var event domain.Event
	require.NoError(t, json.Unmarshal([]byte(written), &event))
	return fmt.Sprintf("%s.v%d.json", event.Type, event.V)
}

// writtenByVerbs are the golden files that are there, but for those of orders
// to destroy something, which no verb gives yet.
func writtenByVerbs(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(golden, "*.json"))
	require.NoError(t, err)
	names := make([]string, 0, len(paths))
	for _, path := range paths {
		if name := filepath.Base(path); !strings.Contains(name, ".redacted.") {
			names = append(names, name)
		}
	}
	return names
}

var (
	anID      = regexp.MustCompile(`id-\d{6}`)
	aDigest   = regexp.MustCompile(`"[0-9a-f]{64}"`)
	anInstant = regexp.MustCompile(`^(\{"seq":\d+,"type":"[a-z_.]+","v":\d+,)"at":"[^"]*"`)
	aCounter  = regexp.MustCompile(`"(seq|as_of)":\d+`)
)

// plainly is an event without what differs from run to run, or with every new
// person of the world: ids are numbered as they come, a digest is all zeros,
// and the event is the first.
func plainly(written string) string {
	numbers := map[string]string{}
	written = anID.ReplaceAllStringFunc(written, func(id string) string {
		if numbers[id] == "" {
			numbers[id] = fmt.Sprintf("id-%d", len(numbers)+1)
		}
		return numbers[id]
	})
	written = aDigest.ReplaceAllString(written, `"`+strings.Repeat("0", 64)+`"`)
	written = anInstant.ReplaceAllString(written, `$1"at":"2026-11-23T09:00:00Z"`)
	return aCounter.ReplaceAllString(written, `"$1":1`)
}

// story has every type of event happen that a verb writes.
func (w *world) story() {
	w.t.Helper()
	round := w.openRound()
	w.tellOfPeople()
	w.tellOfADuty(round)
	w.tellOfAReview()
	w.tellOfFindings()
	w.tellOfTheChaseList()
	w.tellOfPractice()
	w.tellOfActions()
	w.tellOfPartnerships()
	w.tellOfNations()
	w.tellOfChecks()
	w.must(w.CloseRound(w.ctx, w.as("lea"), round.ID))
	w.tellOfPacks()
	w.tellOfPublications() // the last, since days pass
}

func (w *world) must(err error) {
	w.t.Helper()
	require.NoError(w.t, err)
}

func (w *world) tellOfPeople() {
	w.t.Helper()
	invited, err := w.AddPerson(w.ctx, w.as("lea"), newcomer())
	w.must(err)
	_, err = w.SetPassword(w.ctx, invited.Token, passphrase)
	w.must(err)
	w.must(w.SignOutEverywhere(w.ctx, w.as(string(invited.Person.ID))))
	deputy := w.granted("adam", "loch", app.Grant{Role: domain.Approver, Body: "S08", Recs: []int{1}, From: w.today(), To: w.today().Add(30)})
	w.must(w.ConfirmApprover(w.ctx, w.as("shona"), deputy.ID))
	w.must(w.EndMembership(w.ctx, w.as("shona"), deputy.ID))
	w.must(w.EndAccount(w.ctx, w.as("lea"), invited.Person.ID))
}

func (w *world) tellOfADuty(round domain.Round) {
	w.t.Helper()
	key := riverside(1)
	w.must(w.NameOwner(w.ctx, w.as("rita"), app.NameOwner{Key: key, Guard: w.duty(key).Version, Owner: "Head of Research"}))
	w.must(w.RespondDuty(w.ctx, w.as("rita"), app.RespondDuty{
		Key: key, Guard: w.duty(key).Version, Response: domain.ResponseInPart, Reason: "Nurses first.",
		Owner: "Head of Research", Target: "2027-03-31",
	}))
	w.notApplicable("rita", riverside(14))
	w.must(w.AgreeNA(w.ctx, w.as("rex"), app.AgreeNA{Key: riverside(14), Guard: w.duty(riverside(14)).Version, Agree: true}))
	w.must(w.ExtendReturn(w.ctx, w.as("lea"), app.ExtendReturn{Key: key, Return: w.current(key).ID, Due: round.Due.Add(10)}))
	said := claim(w.proof("rita", "RJ1"), "1a", "1b")
	said.Confidence, said.Target, said.SlipReason = domain.ConfidenceHigh, "2027-06-30", "The board met late."
	said.Barriers = []domain.BarrierMention{{Key: "time"}}
	no := w.submit("rita", key, said)
	w.must(w.GiveBack(w.ctx, w.as("anna"), app.GiveBack{Key: key, No: no, Reason: "Cite the board."}))
	w.sign("rita", "anna", key, said)
	w.must(w.SayHow(w.ctx, w.as("rita"), app.SayHow{Key: key, Dependency: funds, Text: "Charity money."}))
	w.must(w.ProposeRuling(w.ctx, w.as("rita"), app.ProposeRuling{Key: key, Dependency: funds, Reason: "A charity pays."}))
	w.must(w.AgreeRuling(w.ctx, w.as("rex"), app.AgreeRuling{ID: w.rulings(key)[0].ID, Agree: true}))
	file := textFile("RJ1", "minutes.txt", "Minutes of the board.")
	file.Expires, file.Replaces = "2027-12-31", said.Evidence[0].EvidenceID
	_, err := w.AddEvidence(w.ctx, w.as("rita"), file)
	w.must(err)
}

func (w *world) tellOfAReview() {
	w.t.Helper()
	key := riverside(1)
	ret := w.last(key)
	w.must(w.TakeReturn(w.ctx, w.as("rex"), app.TakeReturn{Key: key, Return: ret.ID}))
	w.must(w.AskQuestion(w.ctx, w.as("rex"), app.AskQuestion{Key: key, No: ret.Signed, Text: "Which staff?"}))
	question := w.said(key, domain.SealedQuestion)[0]
	w.must(w.AnswerQuestion(w.ctx, w.as("rita"), app.AnswerQuestion{Key: key, Question: question.ID, Text: "All of them."}))
	review := w.review("rex", key, ret.Signed, partly("1a", "1b"))
	w.must(w.DisputeReview(w.ctx, w.as("rita"), app.DisputeReview{Key: key, Review: review, Reason: "It is there."}))
	w.must(w.DecideDispute(w.ctx, w.as("rose"), app.DecideDispute{
		Key: key, Dispute: w.said(key, domain.SealedDispute)[0].ID, Choice: domain.DisputeChanged, Reply: "It is.", Review: full("1a", "1b"),
	}))
	w.must(w.CloseDuty(w.ctx, w.as("rex"), app.CloseDuty{
		Key: key, Guard: w.duty(key).Version, Closure: domain.ClosedSuperseded, SupersededBy: []int{14}, Reason: "Merged.",
	}))
	w.must(w.CloseDuty(w.ctx, w.as("rex"), app.CloseDuty{Key: key, Guard: w.duty(key).Version, Closure: domain.Open, Reason: "Not after all."}))
	other := dutyAt("RX9", 1)
	no := w.sign("hill", "hillsigns", other, progress("1a", "1b"))
	w.must(w.ReceiveReturns(w.ctx, w.as("rex"), []app.ReceiveReturn{{Key: other, No: no}}))
}

func (w *world) tellOfFindings() {
	w.t.Helper()
	key := dutyAt("RX9", 1)
	w.sign("hill", "hillsigns", key, nothing("1a", "1b"))
	w.must(w.ExplainFinding(w.ctx, w.as("hill"), app.AnswerFinding{Key: key, Facts: w.found(key, domain.FindingAllNA), Text: "RJ1 does it for us."}))
	w.must(w.DismissFinding(w.ctx, w.as("rex"), app.AnswerFinding{Key: key, Facts: w.found(key, domain.FindingBack), Text: "It is so."}))
}

func (w *world) tellOfTheChaseList() {
	w.t.Helper()
	w.must(w.TakeChase(w.ctx, w.as("rex"), app.TakeChase{Report: "ctr", Body: "RX9"}))
	w.must(w.NoteChase(w.ctx, w.as("rex"), w.promise("RX9", 14, w.today().Add(9))))
}

func (w *world) tellOfPractice() {
	w.t.Helper()
	key := riverside(1)
	w.must(w.CloseDuty(w.ctx, w.as("rex"), app.CloseDuty{Key: key, Guard: w.duty(key).Version, Closure: domain.ClosedImplemented, Reason: "Done."}))
	put := func(text string) domain.ID {
		w.must(w.PutPractice(w.ctx, w.as("rex"), app.PutPractice{Key: key, After: w.duty(key).State.Practice.Text, Text: text}))
		return w.duty(key).State.Practice.Text
	}
	w.must(w.AnswerPractice(w.ctx, w.as("anna"), app.AnswerPractice{Key: key, Step: domain.PracticeConsented, Text: put("A day a month.")}))
	w.must(w.TakePracticeBack(w.ctx, w.as("rose"), app.TakePracticeBack{Key: key, Text: put("Two days a month."), Reason: "It is one day."}))
}

func (w *world) tellOfActions() {
	w.t.Helper()
	action := w.action("fay", step())
	w.must(w.ProposeActionChange(w.ctx, w.as("fay"), app.ProposeActionChange{
		ID: action.ID, Guard: action.Version, Date: "2027-09-30", Reason: "The budget came late.",
	}))
	w.must(w.SignActionChange(w.ctx, w.as("finn"), app.SignActionChange{ID: action.ID, Guard: w.stands(action.ID).Version, Sign: true}))
}

func (w *world) tellOfPartnerships() {
	w.t.Helper()
	joint := office()
	joint.To = "2030-12-31"
	p, err := w.ProposePartnership(w.ctx, w.as("rita"), joint)
	w.must(err)
	w.must(w.AnswerPartnership(w.ctx, w.as("uma"), app.AnswerPartnership{ID: p.ID, Body: "UNI", Confirm: true}))
	w.must(w.EndPartnership(w.ctx, w.as("uma"), app.EndPartnership{ID: p.ID, Body: "UNI", Last: "2026-11-30"}))
}

func (w *world) tellOfNations() {
	w.t.Helper()
	_, err := w.TakeUp(w.ctx, w.as("shona"), app.TakeUp{TakeUp: scotland()})
	w.must(err)
	_, err = w.ReleaseFigures(w.ctx, w.as("shona"), app.ReleaseFigures{Release: w.figures()})
	w.must(err)
	w.agreed()
	w.must(w.AssignReview(w.ctx, w.as("lea"), app.AssignReview{Key: dutyAt("UKG", 3), Person: "sean"}))
}

func (w *world) tellOfChecks() {
	w.t.Helper()
	w.must(w.DeclareClients(w.ctx, w.as("asa"), []string{"RX9"}))
	key := dutyAt("NIHR", 5)
	w.sign("fay", "finn", key, claim(w.proof("fay", "NIHR"), "5a"))
	in := checkPlan(domain.CheckBodies, 1)
	in.Plan.Kinds, in.Plan.Recs = []domain.BodyKind{domain.Funder}, []int{5}
	check := w.drawn(in)
	w.given(check.ID, "asa", "NIHR")
	w.judge("asa", check.ID, key, judgement(domain.CheckNotUpheld, "5a"))
	w.must(w.ReplyCheck(w.ctx, w.as("fay"), app.ReplyCheck{Item: w.item(check.ID, key).ID, Text: "It is there."}))
	w.must(w.IssueCheck(w.ctx, w.as("lea"), check.ID))
}

// tellOfPacks applies a pack that adds a requirement, drops a recommendation
// and renames a body.
func (w *world) tellOfPacks() {
	w.t.Helper()
	next := app.ApplyPack{Pack: pack(), Register: register()}
	recs := next.Pack.Recommendations
	recs[0].Requirements = append(recs[0].Requirements, domain.Requirement{Key: "1c"})
	next.Pack.Recommendations = recs[:3]
	next.Register[1].Name = "Hillside NHS Trust"
	_, err := w.ApplyPack(w.ctx, domain.Actor{Role: domain.Operator}, next)
	w.must(err)
}
