package domain_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// Each type of event, with what its golden file holds beside its number, type,
// version, instant and actor, and after a bar the names of its facts. The files
// are what the verbs wrote, but for the two orders to destroy something, whose
// shape is settled before their verbs. They are read for ever: a file may be
// added, for a new type or a new version of one, and none may go.
var golden = map[domain.EventType]string{
	domain.PackApplied:          "report no | hash",
	domain.BodyRegistered:       "body | code hash",
	domain.BodyChanged:          "body | code hash",
	domain.BodyReached:          "body",
	domain.DutyAssigned:         "report rec body duty state | unit lead requirements",
	domain.DutyChanged:          "report rec body duty state | unit requirements",
	domain.DutyRetired:          "report rec body duty state | unit requirements",
	domain.DutyOwned:            "report rec body duty sealed digest state",
	domain.DutyResponded:        "report rec body duty sealed digest state",
	domain.DutyNAAgreed:         "report rec body duty sealed digest state",
	domain.DutyClosed:           "report rec body duty sealed digest state",
	domain.DutyReopened:         "report rec body duty sealed digest state",
	domain.DutyPracticePut:      "report rec body duty sealed digest state",
	domain.DutyPracticeAnswered: "report rec body duty sealed digest state",
	domain.DutyPracticeBack:     "report rec body duty sealed digest state",
	domain.RoundOpened:          "report round | nations opens as_at due closes review_by publishes pack",
	domain.RoundClosed:          "report round",
	domain.ReturnSubmittedE:     "report rec body duty round return no sealed digest",
	domain.ReturnSignedE:        "report rec body duty round return no sealed digest state",
	domain.ReturnGivenBackE:     "report rec body duty round return no sealed digest",
	domain.ReturnReceivedE:      "report rec body duty round return no",
	domain.ReturnReviewed:       "report rec body duty round return no sealed digest state",
	domain.ReturnTaken:          "report rec body duty round return no | holder",
	domain.ReturnExtended:       "report rec body duty round return | due",
	domain.QuestionAsked:        "report rec body duty round return no sealed digest",
	domain.QuestionAnswered:     "report rec body duty no sealed digest | re",
	domain.DisputeRaised:        "report rec body duty no sealed digest | re",
	domain.DisputeDecided:       "report rec body duty round return no sealed digest | re choice",
	domain.EvidenceAdded:        "body | evidence kind from to expires size hash replaces",
	domain.EvidenceRedacted:     "body sealed digest | evidence hash second",
	domain.SealedRedacted:       "report rec body duty no sealed digest | row kind second",
	domain.ActionAdded:          "body sealed digest | action duties status first present slips",
	domain.ActionChanged:        "body sealed digest | action duties status first present slips pending",
	domain.ActionSigned:         "body sealed digest | action duties status first present slips signed asked_by",
	domain.PartnershipProposedE: "body sealed digest | partnership local university office from to state",
	domain.PartnershipAnswered:  "body | partnership local university office from to state",
	domain.PartnershipEndedE:    "body | partnership local university office from to state",
	domain.EdgeRuled:            "report rec body duty sealed digest | id duty_id dependency agreed refused by agreed_by",
	domain.HowTold:              "report rec body duty sealed digest | dependency",
	domain.FindingExplained:     "report rec body duty no sealed digest | finding facts",
	domain.FindingDismissed:     "report rec body duty no sealed digest | finding facts",
	domain.ChaseTakenE:          "report body | holder",
	domain.ChaseNotedE:          "report body sealed digest | promised until",
	domain.TakeUpRecorded:       "report sealed digest | nation from recs expected_by",
	domain.FiguresReleased:      "report | release nation day as_of duties hash",
	domain.PublicationPrepared:  "report | publication nation nations day as_of reply_by rows hash",
	domain.PublicationReplied:   "report body sealed digest | publication",
	domain.PublicationIssuedE:   "report | publication nation nations day as_of reply_by rows hash no files",
	domain.PublicationCorrected: "report | publication nation nations day as_of reply_by rows hash no correction corrects corrected files",
	domain.PublicationWithdrewE: "report | publication nation nations day as_of reply_by rows hash",
	domain.AssignmentMade:       "report rec body duty | id duty_id person_id by ended",
	domain.AgreementChanged:     "| id proposer other confirmed ended",
	domain.CheckPlannedE:        "report | check no nations kinds recs unit n quarter_days reply_days",
	domain.CheckSeededE:         "report | check seed frame",
	domain.CheckDrawnE:          "report | check frame units drawn",
	domain.CheckJudged:          "report rec body duty no sealed digest | check item answers belief found reply_by",
	domain.CheckReplied:         "report rec body duty no sealed digest | re",
	domain.CheckIssuedE:         "report | check results not_upheld",
	domain.ClientsDeclared:      "| bodies",
	domain.PersonAdded:          "body | person",
	domain.PersonChanged:        "body | person ended",
	domain.MembershipGranted:    "body | id person_id role body_id recs from to confirmed",
	domain.MembershipEnded:      "body | id person_id role body_id recs from to confirmed",
	domain.ApproverConfirmed:    "body | id person_id role body_id recs from to confirmed",
	domain.PasswordSet:          "body | person",
	domain.SignedOutEverywhere:  "body | person",
}

// kept is the golden files as bytes, by name.
func kept(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/events/*.json")
	require.NoError(t, err)
	files := make(map[string][]byte, len(paths))
	for _, path := range paths {
		files[filepath.Base(path)], err = os.ReadFile(path)
		require.NoError(t, err)
	}
	return files
}

func TestEveryGoldenEventIsRead(t *testing.T) {
	files := kept(t)
	require.Len(t, files, len(golden), "each file has a row above, and each row a file")
	for name, written := range files {
		t.Run(name, func(t *testing.T) {
			var event domain.Event
			strict := json.NewDecoder(bytes.NewReader(written))
			strict.DisallowUnknownFields() // nothing that was written is lost on the reader
			require.NoError(t, strict.Decode(&event))
			require.Equal(t, name, fmt.Sprintf("%s.v%d.json", event.Type, event.V))
			require.EqualValues(t, 1, event.Seq)
			require.Equal(t, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), event.At)
			require.NotEmpty(t, event.Actor)
			require.Equal(t, golden[event.Type], holds(t, event))
		})
	}
}

// holds says in a line which fields of an event are set, and which facts.
func holds(t *testing.T, e domain.Event) string {
	t.Helper()
	var set []string
	for _, field := range []struct {
		name  string
		there bool
	}{
		{"report", e.Report == "ctr"}, {"rec", e.Rec > 0}, {"body", e.Body != ""}, {"duty", e.Duty != ""}, {"round", e.Round != ""},
		{"return", e.Return != ""}, {"no", e.No > 0}, {"sealed", e.Sealed != ""}, {"digest", len(e.Digest) == 64},
		{"state", e.State != nil && slices.Contains(append(domain.Closures(), domain.Open), e.State.Closure)},
	} {
		if field.there {
			set = append(set, field.name)
		}
	}
	if e.Facts == nil {
		return strings.Join(set, " ")
	}
	return strings.Join(append(append(set, "|"), factNames(t, e.Facts)...), " ")
}

// factNames is the names of an object's members, in their order.
func factNames(t *testing.T, facts json.RawMessage) []string {
	t.Helper()
	reader := json.NewDecoder(bytes.NewReader(facts))
	opening, err := reader.Token()
	require.NoError(t, err)
	require.Equal(t, json.Delim('{'), opening)
	var names []string
	for reader.More() {
		name, err := reader.Token()
		require.NoError(t, err)
		names = append(names, name.(string))
		var value json.RawMessage
		require.NoError(t, reader.Decode(&value))
	}
	return names
}

// TestAGoldenStateIsReadWhole opens the fullest state that the files hold.
func TestAGoldenStateIsReadWhole(t *testing.T) {
	var event domain.Event
	require.NoError(t, json.Unmarshal(kept(t)["duty.closed.v1.json"], &event))
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	require.Equal(t, domain.DutyState{
		Response: domain.ResponseInPart, ResponseAt: "2026-11-23",
		FirstTarget: "2027-03-31", Target: "2027-06-30", Slips: 1,
		Signed: 2, SignedAt: at, SignedIn: "id-4", Status: domain.Implemented,
		Met: map[string]domain.Met{"1a": domain.MetYes, "1b": domain.MetYes}, Confidence: domain.ConfidenceHigh, Barriers: []string{"time"},
		Reviewed: 2, ReviewedAt: at, ReviewID: "id-5", Outcome: domain.Accepted,
		Grade: domain.FullySatisfactory, Assurance: domain.EvidenceChecked,
		Verdicts: map[string]domain.Verdict{"1a": domain.VerdictMet, "1b": domain.VerdictMet},
		Closure:  domain.ClosedSuperseded, ClosedAt: "2026-11-23", SupersededBy: []int{14},
	}, *event.State)
}

// TestEveryEventTypeHasAGoldenFile reads the constants from the source, so that
// a new one can't be forgotten.
func TestEveryEventTypeHasAGoldenFile(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "event.go", nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var declared []domain.EventType
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "EventType" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			declared = append(declared, domain.EventType(text))
		}
		return true
	})
	require.ElementsMatch(t, slices.Collect(maps.Keys(golden)), declared)
}
