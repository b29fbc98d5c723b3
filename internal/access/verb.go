package access

// Verb is something that an actor may do, or see, somewhere.
type Verb string

// Seeing. What a verb opens is the widest that its holder sees there: the
// pages show a duty's draft with ViewDraft, its versions from sign-off with
// View, what oversight accepted or released with ViewAccepted.
const (
	View         Verb = "view"          // a duty or body whole, from sign-off
	ViewDraft    Verb = "view_draft"    // what is not signed yet: the body's own people
	ViewAccepted Verb = "view_accepted" // what a nation's oversight has accepted or released (R4)
	ViewChecks   Verb = "view_checks"   // spot checks as a whole: plan, draw and result (R22)
	ViewFigures  Verb = "view_figures"  // integrated view, heatmap, graph; live where View reaches, released figures elsewhere
	ViewDemand   Verb = "view_demand"   // how many organisations name a barrier, none by name (R27)
	Forecast     Verb = "forecast"      // forecasts while the history is short; later View is enough (R26)
)

// A body's own work on its duties.
const (
	Respond         Verb = "respond"           // answer the response to a recommendation
	NameOwner       Verb = "name_owner"        // name the post that owns a duty
	Draft           Verb = "draft"             // edit and save the return
	Submit          Verb = "submit"            // seal a version for signature
	AddEvidence     Verb = "add_evidence"      // put evidence into the body's library
	Sign            Verb = "sign"              // sign a version, or give it back
	AnswerQuestion  Verb = "answer_question"   // reply to a reviewer's question
	Dispute         Verb = "dispute"           // contest a verdict, once (R16)
	EditAction      Verb = "edit_action"       // keep actions, propose what needs sign-off (R23)
	SignAction      Verb = "sign_action"       // make an action done, or its date move
	Partner         Verb = "partner"           // propose, answer, end a partnership (R17): of the body as a whole
	RuleEdgePropose Verb = "rule_edge_propose" // show that a dependency does not bind the body (R6)
	SayHow          Verb = "say_how"           // tell how it went ahead of an upstream (R6)
	ReplyCheck      Verb = "reply_check"       // read a draft verdict of a spot check, and reply (R22)
	ExplainFinding  Verb = "explain_finding"   // say what is behind something that was found about a duty (R13)
	// AnswerPractice is the accountable person's consent to good practice, or not (R4).
	AnswerPractice Verb = "answer_practice"
)

// Oversight's work on signed returns.
const (
	Review        Verb = "review"         // accept, send back, grade, agree that something does not apply, rule on an edge
	Ask           Verb = "ask"            // put a question to the body
	Receive       Verb = "receive"        // take in bulk what claims nothing new (R3)
	Take          Verb = "take"           // take work from the desk and hand it on
	DecideDispute Verb = "decide_dispute" // decide what a body contests
	CloseDuty     Verb = "close_duty"     // close a duty, or reopen it (R12)
	// DismissFinding is to let a finding be, with a reason (R13).
	DismissFinding Verb = "dismiss_finding"
	Verify         Verb = "verify" // verify independently, as an assurer
	// PutPractice is to put a confirmed duty forward as good practice, and to take it back.
	PutPractice Verb = "put_practice"
	// ReadPractice is to read good practice before its body consents: its oversight and the body alone.
	ReadPractice Verb = "read_practice"
	// Chase is to work the chase list: see it, take a body, and read and note what
	// was said (R19). What is noted is oversight's own.
	Chase  Verb = "chase"
	Assess Verb = "assess" // look at a claim that a spot check drew, and say what was found (R22)
)

// Oversight's lead of a nation.
const (
	OpenRound          Verb = "open_round"
	CloseRound         Verb = "close_round"
	ExtendReturn       Verb = "extend_return"        // grant one return a later due day
	Release            Verb = "release"              // let the nation's figures out of it (R4)
	TakeUp             Verb = "take_up"              // record that the nation monitors a report (R4)
	AssignReview       Verb = "assign_review"        // give a duty's reviews to somebody else (R5)
	PlanCheck          Verb = "plan_check"           // plan a spot check, draw it and share it out (R22)
	IssueCheck         Verb = "issue_check"          // issue what it found
	AgreeCrossReview   Verb = "agree_cross_review"   // agree that two nations review each other's own (R5)
	ConfirmApprover    Verb = "confirm_approver"     // make an approver's membership count (R10)
	AddOversightPerson Verb = "add_oversight_person" // grant a role of oversight, assurance or observation
)

// Publications (R9): a draft is read by the oversight that makes it, and by each
// body that it names as far as the body's own rows go; what is issued is
// everybody's.
const (
	ReadDraft      Verb = "read_draft_publication" // a draft whole: the oversight that makes it, and auditors
	ReadOwnRows    Verb = "read_own_rows"          // the rows of a draft that are about one's own body
	ReplyPublished Verb = "reply_publication"      // a body's one reply, public
	PreparePublic  Verb = "prepare_publication"
	IssuePublic    Verb = "issue_publication"
	CorrectPublic  Verb = "correct_publication"
	WithdrawPublic Verb = "withdraw_publication"
)

// People and bodies.
const (
	AddPerson       Verb = "add_person"
	GrantMembership Verb = "grant_membership" // any role but oversight's; an approver counts only once confirmed
	EndMembership   Verb = "end_membership"
	EditBody        Verb = "edit_body"
)

// The record, and the actors who are no person.
const (
	ReadRecord        Verb = "read_record"        // events and ledger, whole
	ApplyPack         Verb = "apply_pack"         // the operator: bring in a pack or a register
	MakeAdministrator Verb = "make_administrator" // the operator: the first administrator
	Generate          Verb = "generate"           // the operator: write a demonstration's people and history
	Tick              Verb = "tick"               // the clock: do what is due
)

// Verbs is every verb, in the order of the groups above.
func Verbs() []Verb {
	return []Verb{
		View, ViewDraft, ViewAccepted, ViewChecks, ViewFigures, ViewDemand, Forecast,
		Respond, NameOwner, Draft, Submit, AddEvidence, Sign, AnswerQuestion, Dispute, EditAction, SignAction,
		Partner, RuleEdgePropose, SayHow, ReplyCheck, ExplainFinding, AnswerPractice,
		Review, Ask, Receive, Take, DecideDispute, CloseDuty, DismissFinding, PutPractice, ReadPractice, Verify, Assess, Chase,
		OpenRound, CloseRound, ExtendReturn, Release, TakeUp, AssignReview, PlanCheck, IssueCheck,
		AgreeCrossReview, ConfirmApprover, AddOversightPerson,
		ReadDraft, ReadOwnRows, ReplyPublished, PreparePublic, IssuePublic, CorrectPublic, WithdrawPublic,
		AddPerson, GrantMembership, EndMembership, EditBody,
		ReadRecord, ApplyPack, MakeAdministrator, Generate, Tick,
	}
}
