package page

import "heed/internal/form"

// SignPage is everything of one body that waits for a signature (R10).
type SignPage struct {
	Body, BodyHref string
	Attest         string // the words attested
	Returns        []Signing
	Actions        []PendingAction // changes of actions that wait too (R23)
	Fields         SignFields
}

// Signing is one version that waits: what changed, what is newly claimed, and
// the weakest claim in it.
type Signing struct {
	Value    string // names it on the form
	Rec      string
	Href     string
	Status   string
	NewClaim bool
	NoChange bool
	First    bool   // nothing on this duty was signed before
	Refused  string // why the visitor cannot sign it, "" where they can
	Weakest  string
	Changes  []CompareLine
	GiveBack *form.Text
}

// SignFields are the typed fields of the signing form.
type SignFields struct {
	*form.Form
	Returns *form.Choices
	Meeting *form.Text
	Attest  *form.Bool
}

// NoChangePage is a body's one confirmation for duties that stand as they did.
type NoChangePage struct {
	Body, BodyHref string
	Fields         NoChangeFields
}

// NoChangeFields are its fields.
type NoChangeFields struct {
	*form.Form
	Duties *form.Choices
}

// changesHeading leads to what changed, or to all that a first return says.
func changesHeading(v View, s Signing) string {
	if s.First {
		return v.T("sign.first_says")
	}
	return v.N("sign.changes", len(s.Changes))
}
