package form

import "slices"

// Choice is one answer from a list: radios or a select.
type Choice struct {
	Field
	Options []Option
	Value   string // one of the options', or ""
}

// Choice asks for one of the options.
func (f *Form) Choice(name string, ask Ask, options []Option) *Choice {
	c := &Choice{Field: Field{Ask: ask, Name: name}, Options: options}
	f.add(c)
	switch value := f.values.Get(name); {
	case value == "":
		f.need(&c.Field, "choice_missing")
	case !offers(options, value):
		f.fail(&c.Field, "choice_unknown", nil)
	default:
		c.Value = value
	}
	return c
}

// Choices is any number of answers from a list: checkboxes.
type Choices struct {
	Field
	Options []Option
	Values  []string // each one of the options', in their order
}

// Choices asks for any of the options; required means at least one.
func (f *Form) Choices(name string, ask Ask, options []Option) *Choices {
	c := &Choices{Field: Field{Ask: ask, Name: name}, Options: options}
	f.add(c)
	given := f.values[name]
	for _, o := range options {
		if slices.Contains(given, o.Value) {
			c.Values = append(c.Values, o.Value)
		}
	}
	if slices.ContainsFunc(given, func(v string) bool { return v != "" && !offers(options, v) }) {
		f.fail(&c.Field, "choice_unknown", nil)
	}
	if len(c.Values) == 0 {
		f.need(&c.Field, "choice_missing")
	}
	return c
}

// Has says that an answer is among those given.
func (c *Choices) Has(value string) bool { return slices.Contains(c.Values, value) }

func offers(options []Option, value string) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.Value == value })
}

// Bool is one checkbox: a statement that is agreed to or not.
type Bool struct {
	Field
	Value bool
}

// Bool asks for a tick; required means that it must be ticked.
func (f *Form) Bool(name string, ask Ask) *Bool {
	b := &Bool{Field: Field{Ask: ask, Name: name}}
	f.add(b)
	b.Value = f.values.Get(name) == "yes"
	if !b.Value {
		f.need(&b.Field, "tick_missing")
	}
	return b
}
