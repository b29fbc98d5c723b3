package ui

// Colour is a tag's colour; the word beside it carries the meaning.
type Colour string

// The design system's colours of tags.
const (
	White  Colour = "white"
	Grey   Colour = "grey"
	Green  Colour = "green"
	Aqua   Colour = "aqua-green"
	Blue   Colour = "blue"
	Purple Colour = "purple"
	Pink   Colour = "pink"
	Red    Colour = "red"
	Orange Colour = "orange"
	Yellow Colour = "yellow"
)

// colourOf is a word's colour: green is settled well, blue under way, yellow
// somebody's turn, red against, grey nothing yet.
func colourOf(family, value string) Colour {
	switch family + "." + value {
	case "response.accepted", "return.accepted", "status.implemented", "grade.fully_satisfactory",
		"closure.implemented", "outcome.accepted", "met.met", "verdict.met", "action_status.done",
		"partnership.confirmed", "check_answer.upheld", "check.issued", "check_item.issued", "position.confirmed", "assurance.independently_verified":
		return Green
	case "status.in_progress", "status.planned", "round.open", "return.draft", "return.received", "outcome.received", "chase.taken",
		"check.planned", "check.seeded", "check.drawn", "check_item.assigned", "check_item.replied", "action_status.planned", "action_status.under_way", "position.claimed", "position.reported", "derived.ahead",
		"assurance.evidence_checked", "response.accepted_in_principle", "grade.satisfactory_intent", "confidence.high":
		return Blue
	case "return.submitted", "return.signed", "partnership.proposed", "response.accepted_in_part", "met.partly",
		"grade.satisfactory_in_part", "round.due", "chase.back", "derived.waiting_on", "derived.uninformed", "derived.unmonitored",
		"derived.unsupported", "derived.undated", "confidence.medium", "position.was_confirmed", "position.unowned",
		"check_answer.no_answer", "check_item.draft", "check_item.unassigned", "verdict.not_shown", "closure.alternative":
		return Yellow
	case "return.sent_back", "outcome.sent_back", "response.rejected", "grade.unsatisfactory", "met.not_met",
		"verdict.not_met", "check_answer.not_upheld", "derived.overdue", "derived.stranded", "derived.evidence_stale", "closure.not_implemented",
		"position.silent", "position.rejected", "confidence.low":
		return Red
	}
	return Grey
}
