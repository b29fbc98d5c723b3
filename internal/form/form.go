// Package form is what a page's form holds: typed fields, each with its name,
// what the page says about it, what was typed, what that means, and what is
// wrong with it. A form read with faults comes back with everything typed.
//
//	f := form.Read(values)
//	owner := f.Text("owner", form.Ask{Label: w.T("duty.owner"), Required: true}, 100)
//	due := f.Day("due", form.Ask{Label: w.T("duty.due"), Show: form.Public})
//	if !f.Ok() { ... show the page again ... }
//
// It owns whether input is well formed, and nothing else: what may happen is
// domain's to say, and Apply puts domain's answer beside the right field. It
// imports domain and the standard library alone.
package form

import (
	"net/url"

	"heed/internal/domain"
)

// Visibility is who reads the answer to a field (R9).
type Visibility int

// Unsaid suits filters and sign-in, whose answers are no part of the record.
const (
	Unsaid Visibility = iota
	Public
	NotPublic
	Shared // with everybody who has signed in, once the body consents
)

// Ask is what the page says about a field; its texts are already words.
type Ask struct {
	Label    string
	Hint     string
	Show     Visibility
	Required bool
	// Missing is the key of the problem when a required answer is not there;
	// "" is a sentence that names the label.
	Missing string
	// Heading makes the label the page's h1: for a page with one question.
	Heading bool
}

// Option is one answer of a choice.
type Option struct {
	Value string
	Label string
	Hint  string
}

// Field is what every typed field has in common.
type Field struct {
	Ask
	Name    string
	Problem *domain.Problem // nil when the answer is sound
}

// ID is the id of the field's control, or of the first of several.
func (f *Field) ID() string { return f.Name }

// Anchor is the id that the error summary links to.
func (f *Field) Anchor() string { return f.Name }

func (f *Field) field() *Field { return f }

// control is a field of any type.
type control interface {
	field() *Field
	Anchor() string
}

// Form is the fields of one page in their order.
type Form struct {
	values   url.Values
	tolerant bool // shown, not sent: an incomplete draft is no fault yet
	controls []control
	byName   map[string]control
	head     domain.Problems
}

// Read takes what somebody sent; faults are kept beside their fields.
func Read(values url.Values) *Form { return &Form{values: values, byName: map[string]control{}} }

// Show fills a form from what is stored, so that nothing in it is at fault yet.
func Show(values url.Values) *Form {
	f := Read(values)
	f.tolerant = true
	return f
}

// Value is one unasked value, such as a hidden version number: cleaned, "" when
// absent or not text.
func (f *Form) Value(name string) string {
	text, _ := clean(f.values.Get(name))
	return text
}

// Ok says that no field and not the form as a whole is at fault.
func (f *Form) Ok() bool { return len(f.Problems()) == 0 }

// Problems are the form's own problems and then its fields', in order.
func (f *Form) Problems() domain.Problems {
	if f == nil {
		return nil
	}
	problems := append(domain.Problems{}, f.head...)
	for _, c := range f.controls {
		if p := c.field().Problem; p != nil {
			problems = append(problems, p)
		}
	}
	return problems
}

// Apply puts what a verb refused beside the fields it names; what names no
// field of this form goes to its head. A field keeps its first problem.
func (f *Form) Apply(problems domain.Problems) {
	for _, p := range problems {
		c, ok := f.byName[p.Field]
		switch {
		case !ok:
			f.head = append(f.head, p)
		case c.field().Problem == nil:
			c.field().Problem = labelled(p, c.field().Label)
		}
	}
}

// Fault is one line of the error summary.
type Fault struct {
	Problem *domain.Problem
	Anchor  string // id of the control at fault, or "" for the form as a whole
}

// Faults are the lines of the error summary, in the order of the page.
func (f *Form) Faults() []Fault {
	if f == nil {
		return nil
	}
	var faults []Fault
	for _, p := range f.head {
		faults = append(faults, Fault{Problem: p})
	}
	for _, c := range f.controls {
		if p := c.field().Problem; p != nil {
			faults = append(faults, Fault{Problem: p, Anchor: c.Anchor()})
		}
	}
	return faults
}

func (f *Form) add(c control) {
	f.controls = append(f.controls, c)
	f.byName[c.field().Name] = c
}

// fail notes what is wrong with a field, unless the form is only shown.
func (f *Form) fail(field *Field, key string, args domain.Args) {
	if f.tolerant || field.Problem != nil {
		return
	}
	field.Problem = labelled(domain.Bad(field.Name, key, args), field.Label)
}

// need notes that a required answer is not there.
func (f *Form) need(field *Field, key string) {
	if !field.Required {
		return
	}
	if field.Missing != "" {
		key = field.Missing
	}
	f.fail(field, key, nil)
}

// labelled gives the problem's sentence the field's label as {{.Label}}.
func labelled(p *domain.Problem, label string) *domain.Problem {
	if _, ok := p.Args["Label"]; ok || label == "" {
		return p
	}
	with := *p
	with.Args = domain.Args{"Label": label}
	for k, v := range p.Args {
		with.Args[k] = v
	}
	return &with
}
