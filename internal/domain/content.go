package domain

import "slices"

// Met is a body's answer to one requirement.
type Met string

// The answers.
const (
	MetYes    Met = "met"
	MetPartly Met = "partly"
	MetNo     Met = "not_met"
	MetNA     Met = "not_applicable"
)

// MetAnswers is every answer in the order of pages.
func MetAnswers() []Met { return []Met{MetYes, MetPartly, MetNo, MetNA} }

// Confidence is how sure a body is of its target date.
type Confidence string

// The levels of delivery confidence.
const (
	ConfidenceHigh   Confidence = "high"
	ConfidenceMedium Confidence = "medium"
	ConfidenceLow    Confidence = "low"
)

// Confidences is every level in the order of pages.
func Confidences() []Confidence { return []Confidence{ConfidenceHigh, ConfidenceMedium, ConfidenceLow} }

// Answer is one requirement's answer with what goes with it.
type Answer struct {
	Met    Met    `json:"met"`
	Reason string `json:"reason,omitempty"` // why it is not applicable, or what is missing
	Before Figure `json:"before,omitzero"`  // where the requirement asks for two figures (R11)
	After  Figure `json:"after,omitzero"`
}

// Figure is one reported figure with the period it is of.
type Figure struct {
	Value  string `json:"value,omitempty"`
	Period string `json:"period,omitempty"`
}

// BarrierMention is one thing that stands in the way, by the list of the pack.
type BarrierMention struct {
	Key  string `json:"key"`
	Body string `json:"body,omitempty"` // code of the body it names (R27)
}

// EvidenceUse ties a piece of evidence to the requirements it backs.
type EvidenceUse struct {
	EvidenceID   ID       `json:"evidence_id"`
	Requirements []string `json:"requirements"`
}

// Same says that the same piece backs the same requirements.
func (u EvidenceUse) Same(other EvidenceUse) bool {
	return u.EvidenceID == other.EvidenceID && same(slices.Sorted(slices.Values(u.Requirements)), slices.Sorted(slices.Values(other.Requirements)))
}

// Content is what a return says: the draft, and once sealed the version.
type Content struct {
	Status     Status            `json:"status,omitempty"`
	Answers    map[string]Answer `json:"answers,omitempty"`
	Narrative  string            `json:"narrative,omitempty"`
	Summary    string            `json:"summary,omitempty"` // written for the public
	Confidence Confidence        `json:"confidence,omitempty"`
	Target     Day               `json:"target,omitempty"`
	SlipReason string            `json:"slip_reason,omitempty"`
	Barriers   []BarrierMention  `json:"barriers,omitempty"`
	Evidence   []EvidenceUse     `json:"evidence,omitempty"`
	NoChange   bool              `json:"no_change,omitempty"` // declared: as last time
	Minutes    int               `json:"minutes,omitempty"`   // how long it took, if they say (R28)
}

// Backed says whether any evidence is tied to a requirement.
func (c Content) Backed(requirement string) bool {
	return slices.ContainsFunc(c.Evidence, func(u EvidenceUse) bool {
		return slices.Contains(u.Requirements, requirement)
	})
}

// Claims says that the content reports the duty implemented, every applicable
// requirement met.
func (c Content) Claims(requirements []string) bool {
	return c.Status == Implemented && allMet(requirements, c.mets())
}

// mets is each requirement met or not, without what goes with it.
func (c Content) mets() map[string]Met {
	met := make(map[string]Met, len(c.Answers))
	for key, a := range c.Answers {
		met[key] = a.Met
	}
	return met
}

// Named are the codes of the bodies that the barriers name (R27).
func (c Content) Named(pack *Pack) []string {
	var codes []string
	for _, b := range c.Barriers {
		if pack.NamesBody(b.Key) && b.Body != "" {
			codes = append(codes, b.Body)
		}
	}
	return codes
}

// CheckBarriers finds barriers that should name another body and do not (R27).
// Named are the bodies in force of those that the content names.
func CheckBarriers(c Content, pack *Pack, own ID, named []Body) Problems {
	var ps Problems
	for _, b := range c.Barriers {
		if !pack.NamesBody(b.Key) {
			continue
		}
		i := slices.IndexFunc(named, func(body Body) bool { return body.Code == b.Body })
		switch {
		case b.Body == "":
			ps.Add("barrier_body", "return.barrier_body_missing", nil)
		case i < 0:
			ps.Add("barrier_body", "return.barrier_body_unknown", nil)
		case named[i].ID == own:
			ps.Add("barrier_body", "return.barrier_body_own", nil)
		}
	}
	return ps
}

// CheckContent says what stops a draft from being submitted. Field names are
// those of the form: status, met-1a, reason-1a, target, slip_reason...
func CheckContent(d Duty, rec Recommendation, c Content, evidence map[ID]Evidence) Problems {
	var ps Problems
	if !slices.Contains(Statuses(), c.Status) {
		ps.Add("status", "return.status_missing", nil)
	}
	for _, key := range d.Requirements {
		checkAnswer(&ps, rec, key, c)
	}
	if c.Status == Implemented && len(ps) == 0 && !c.Claims(d.Requirements) {
		ps.Add("status", "return.implemented_needs_all_met", nil)
	}
	if c.Status == Implemented {
		checkBacking(&ps, d, c, evidence)
	}
	checkDates(&ps, d, c)
	if c.Narrative == "" && !c.NoChange {
		ps.Add("narrative", "return.narrative_missing", nil)
	}
	return ps
}

func checkAnswer(ps *Problems, rec Recommendation, key string, c Content) {
	a := c.Answers[key]
	if !slices.Contains(MetAnswers(), a.Met) {
		ps.Add("met-"+key, "return.answer_missing", Args{"Requirement": key})
		return
	}
	if a.Met == MetNA && a.Reason == "" {
		ps.Add("reason-"+key, "return.na_reason_missing", Args{"Requirement": key})
	}
	i := slices.IndexFunc(rec.Requirements, func(q Requirement) bool { return q.Key == key })
	if i < 0 || !rec.Requirements[i].Figures || a.Met != MetYes {
		return
	}
	if a.Before.Value == "" || a.Before.Period == "" {
		ps.Add("before-"+key, "return.figure_missing", Args{"Requirement": key})
	}
	if a.After.Value == "" || a.After.Period == "" {
		ps.Add("after-"+key, "return.figure_missing", Args{"Requirement": key})
	}
}

func checkBacking(ps *Problems, d Duty, c Content, evidence map[ID]Evidence) {
	for _, key := range d.Requirements {
		if c.Answers[key].Met != MetYes {
			continue
		}
		backed := slices.ContainsFunc(c.Evidence, func(u EvidenceUse) bool {
			e, known := evidence[u.EvidenceID]
			return known && !e.Redacted && slices.Contains(u.Requirements, key)
		})
		if !backed {
			ps.Add("evidence-"+key, "return.evidence_missing", Args{"Requirement": key})
		}
	}
}

func checkDates(ps *Problems, d Duty, c Content) {
	if c.Target.IsZero() && c.Status != Implemented && d.State.Target.IsZero() {
		ps.Add("target", "return.target_missing", nil)
	}
	if c.moves(d.State) && c.SlipReason == "" {
		ps.Add("slip_reason", "return.slip_reason_missing", nil)
	}
}

// moves says that the content gives another date than the one that stands.
func (c Content) moves(s DutyState) bool {
	return !s.Target.IsZero() && !c.Target.IsZero() && c.Target != s.Target
}
