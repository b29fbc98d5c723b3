package page

import "heed/internal/form"

// PracticePage is a duty as good practice for others, before its oversight or its
// body.
type PracticePage struct {
	Where
	Action   string
	Of       string // the words that the visitor reads here, by id; "" for none
	Stands   string // how far it has come
	Hides    string // why nobody is shown it today, "" where they are or where that is plain
	Words    *Decision
	Said     []Decision // in answer to the words
	Consents bool       // the visitor is asked for consent: who would read it is said
	Do       string     // the step, where there is one alone
	Send     string     // on the button; "" where there is nothing to do
	Fields   PracticeFields
}

// PracticeFields are its typed fields; each is nil where no step needs it.
type PracticeFields struct {
	*form.Form
	Do     *form.Choice
	Text   *form.Text
	Reason *form.Text
}
