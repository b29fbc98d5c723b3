package domain

import (
	"encoding/json"
	"time"
)

// SealedKind says what a sealed text is, and so which type its content has.
type SealedKind string

// The kinds of sealed text, each with the type of its content.
const (
	SealedVersion      SealedKind = "version"           // Version
	SealedReview       SealedKind = "review"            // Review
	SealedResponse     SealedKind = "response"          // Statement: reason for a response, and the owner named with it
	SealedOwner        SealedKind = "owner"             // Statement: Owner alone
	SealedSignature    SealedKind = "signature"         // Signature
	SealedGivenBack    SealedKind = "given_back"        // Statement: why the approver gave it back
	SealedQuestion     SealedKind = "question"          // Statement
	SealedAnswer       SealedKind = "answer"            // Statement: Re is the question
	SealedDispute      SealedKind = "dispute"           // Statement: Re is the review
	SealedDisputeReply SealedKind = "dispute_reply"     // Statement: Re is the dispute; Choice upheld or changed
	SealedClosure      SealedKind = "closure"           // Statement: Choice is the closure
	SealedSlip         SealedKind = "slip"              // Statement: why an action's date moved; Re is the action
	SealedRuling       SealedKind = "ruling"            // Statement: why an edge does not bind, or the reviewer's answer
	SealedHow          SealedKind = "how"               // Statement: how a body went ahead of an upstream (R6)
	SealedNAAnswer     SealedKind = "na_answer"         // Statement: Re is the response *not applicable*; Choice agreed or refused
	SealedAction       SealedKind = "action"            // Action, as it was saved
	SealedPartnership  SealedKind = "partnership"       // Partnership, as it was proposed
	SealedTakeUp       SealedKind = "take_up"           // TakeUp, with the government's words
	SealedCheckVerdict SealedKind = "check_verdict"     // CheckVerdict: Re is the item of the check
	SealedCheckReply   SealedKind = "check_reply"       // Statement: Re is the item of the check
	SealedReply        SealedKind = "publication_reply" // Statement: what a body says to a publication that names it; Re is the publication
	SealedExplained    SealedKind = "explained"         // Statement: why a finding is none to its body; Choice and Facts name it (R13)
	SealedDismissed    SealedKind = "dismissed"         // Statement: why oversight lets a finding be, likewise
	SealedChase        SealedKind = "chase"             // ChaseNote: of a body and no duty; oversight's own (R19)

	// Good practice: the words that a duty is put forward in, and the answers to them.
	SealedPractice       SealedKind = "practice"        // Statement: what others can copy, in its oversight's words
	SealedPracticeAnswer SealedKind = "practice_answer" // Statement: Re is the practice; Choice consented, declined or withdrawn
	SealedPracticeBack   SealedKind = "practice_back"   // Statement: Re is the practice; why its oversight took it back
)

// OfPractice says that the text is about good practice that a body may not have
// consented to.
func (k SealedKind) OfPractice() bool {
	return k == SealedPractice || k == SealedPracticeAnswer || k == SealedPracticeBack
}

// Hand says whose word a sealed text is, where its author's name is not shown.
type Hand string

// The hands.
const (
	HandBody      Hand = "body"      // somebody at the body that owes the duty
	HandOversight Hand = "oversight" // whoever oversees it, or was assigned to
	HandAssessor  Hand = "assessor"  // of a spot check
)

// Hands says of each row of a record, oldest first, whose word it is. Only of a
// dependency's ruling both sides write: the body proposes, oversight answers.
func Hands(rows []Sealed) []Hand {
	hands, proposed := make([]Hand, len(rows)), map[ID]bool{}
	for i, row := range rows {
		hands[i] = row.Kind.hand()
		if row.Kind == SealedRuling {
			if proposed[row.Re] {
				hands[i] = HandOversight
			}
			proposed[row.Re] = true
		}
	}
	return hands
}

// hand is who writes texts of a kind first; "" for a kind that nobody placed.
func (k SealedKind) hand() Hand {
	switch k {
	case SealedVersion, SealedResponse, SealedOwner, SealedSignature, SealedGivenBack, SealedAnswer, SealedDispute,
		SealedSlip, SealedRuling, SealedHow, SealedAction, SealedPartnership, SealedCheckReply, SealedReply, SealedExplained,
		SealedPracticeAnswer:
		return HandBody
	case SealedReview, SealedQuestion, SealedDisputeReply, SealedClosure, SealedNAAnswer, SealedTakeUp, SealedDismissed, SealedChase,
		SealedPractice, SealedPracticeBack:
		return HandOversight
	case SealedCheckVerdict:
		return HandAssessor
	}
	return ""
}

// Sealed is one row of the record that holds words: insert-only, named in its
// event by a salted digest. Content and salt are the one thing that can be
// destroyed, by order, with a reason (R2); then Redacted is set and Content nil.
type Sealed struct {
	ID       ID
	Kind     SealedKind
	BodyID   ID
	DutyID   ID
	No       int // of a version; of the version that a review, signature or question is about
	Re       ID  // the row that this one answers
	By       ID
	At       time.Time
	Seq      int64
	Digest   string
	Redacted bool
	Content  []byte // JSON
}

// Decode reads the content into its type; a redacted row leaves it untouched.
func (s Sealed) Decode(into any) error {
	if s.Redacted {
		return nil
	}
	return json.Unmarshal(s.Content, into)
}

// Statement is a sealed text with the choice it explains.
type Statement struct {
	Text   string `json:"text"`
	Choice string `json:"choice,omitempty"`
	Owner  string `json:"owner,omitempty"` // the post that a body names for a duty
	From   Day    `json:"from,omitempty"`  // of a slip: the date before
	To     Day    `json:"to,omitempty"`    // and after
	Facts  string `json:"facts,omitempty"` // of a finding: the facts that it rests on, see Found
}

// Signature is a sign-off with the words attested (R10).
type Signature struct {
	Words   string `json:"words"`             // the catalogue's text as it was shown
	Wording string `json:"wording"`           // its version: sign.attest.1
	Meeting string `json:"meeting,omitempty"` // the board meeting cited, if any
	Deputy  bool   `json:"deputy,omitempty"`
}
