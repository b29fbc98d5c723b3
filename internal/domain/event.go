package domain

import (
	"encoding/json"
	"time"
)

// EventType is noun.verbed; a new meaning is a new type.
type EventType string

// The events. Fields of their facts are only ever added.
const (
	PackApplied          EventType = "pack.applied"
	BodyRegistered       EventType = "body.registered"
	BodyChanged          EventType = "body.changed"
	BodyReached          EventType = "body.reached"
	DutyAssigned         EventType = "duty.assigned" // a body came to owe it
	DutyChanged          EventType = "duty.changed"  // its requirements, unit or lead, by a new pack or register
	DutyRetired          EventType = "duty.retired"
	DutyOwned            EventType = "duty.owned" // an owner's post was named
	DutyResponded        EventType = "duty.responded"
	DutyNAAgreed         EventType = "duty.na_agreed"
	DutyClosed           EventType = "duty.closed"
	DutyReopened         EventType = "duty.reopened"
	DutyPracticePut      EventType = "duty.practice_put" // forward as good practice, by its oversight
	DutyPracticeAnswered EventType = "duty.practice_answered"
	DutyPracticeBack     EventType = "duty.practice_taken_back" // by its oversight
	RoundOpened          EventType = "round.opened"
	RoundClosed          EventType = "round.closed"
	ReturnSubmittedE     EventType = "return.submitted"
	ReturnSignedE        EventType = "return.signed"
	ReturnGivenBackE     EventType = "return.given_back"
	ReturnReceivedE      EventType = "return.received"
	ReturnReviewed       EventType = "return.reviewed"
	ReturnTaken          EventType = "return.taken" // from the desk, or handed on
	ReturnExtended       EventType = "return.extended"
	QuestionAsked        EventType = "question.asked"
	QuestionAnswered     EventType = "question.answered"
	DisputeRaised        EventType = "dispute.raised"
	DisputeDecided       EventType = "dispute.decided"
	EvidenceAdded        EventType = "evidence.added"
	EvidenceRedacted     EventType = "evidence.redacted"
	SealedRedacted       EventType = "sealed.redacted"
	ActionAdded          EventType = "action.added"
	ActionChanged        EventType = "action.changed"
	ActionSigned         EventType = "action.signed"
	PartnershipProposedE EventType = "partnership.proposed"
	PartnershipAnswered  EventType = "partnership.answered"
	PartnershipEndedE    EventType = "partnership.ended"
	EdgeRuled            EventType = "edge.ruled"
	HowTold              EventType = "how.told"          // how a body went ahead of an upstream
	FindingExplained     EventType = "finding.explained" // by the body that it is about
	FindingDismissed     EventType = "finding.dismissed" // by oversight, with a reason
	ChaseTakenE          EventType = "chase.taken"       // a body from the chase list, or handed on
	ChaseNotedE          EventType = "chase.noted"       // what a body said, and until when it is put away
	TakeUpRecorded       EventType = "take_up.recorded"
	FiguresReleased      EventType = "figures.released"
	PublicationPrepared  EventType = "publication.prepared"
	PublicationReplied   EventType = "publication.replied"
	PublicationIssuedE   EventType = "publication.issued"
	PublicationCorrected EventType = "publication.corrected"
	PublicationWithdrewE EventType = "publication.withdrawn"
	AssignmentMade       EventType = "assignment.made"
	AgreementChanged     EventType = "agreement.changed"
	CheckPlannedE        EventType = "check.planned"
	CheckSeededE         EventType = "check.seeded" // before anything is drawn by it
	CheckDrawnE          EventType = "check.drawn"
	CheckJudged          EventType = "check.judged" // a draft verdict on one claim
	CheckReplied         EventType = "check.replied"
	CheckIssuedE         EventType = "check.issued"
	ClientsDeclared      EventType = "clients.declared"
	PersonAdded          EventType = "person.added"
	PersonChanged        EventType = "person.changed"
	MembershipGranted    EventType = "membership.granted"
	MembershipEnded      EventType = "membership.ended"
	ApproverConfirmed    EventType = "approver.confirmed" // an approver's membership counts from here (R10)
	PasswordSet          EventType = "person.password_set"
	SignedOutEverywhere  EventType = "person.signed_out_everywhere"
)

// Event is one thing that happened. It is written once as JSON, stored as those
// bytes and never re-marshalled. It holds no free text and no names: ids,
// words of the glossary, dates, and digests of what holds the text. Facts are the
// type's own; testdata/events has one event of each type as it was written.
type Event struct {
	Seq    int64           `json:"seq"`
	Type   EventType       `json:"type"`
	V      int             `json:"v"`  // version of the facts' shape, from 1
	At     time.Time       `json:"at"` // UTC, in microseconds
	Actor  ID              `json:"actor"`
	Report string          `json:"report,omitempty"`
	Rec    int             `json:"rec,omitempty"`
	Body   ID              `json:"body,omitempty"`
	Duty   ID              `json:"duty,omitempty"`
	Round  ID              `json:"round,omitempty"`
	Return ID              `json:"return,omitempty"`
	No     int             `json:"no,omitempty"`     // version number
	Sealed ID              `json:"sealed,omitempty"` // the row that holds the words
	Digest string          `json:"digest,omitempty"` // and its salted digest
	State  *DutyState      `json:"state,omitempty"`  // the duty's whole new state
	Facts  json.RawMessage `json:"facts,omitempty"`
}
