package form

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"heed/internal/domain"
)

// Text is one line or several.
type Text struct {
	Field
	Raw   string // what to show again: as typed, as far as it can be shown
	Value string // trimmed; line ends are \n; "" unless it is sound
	Max   int    // characters
	Lines bool
}

// Text asks for one line of at most max characters.
func (f *Form) Text(name string, ask Ask, max int) *Text { return f.text(name, ask, max, false) }

// Lines asks for text of several lines, of at most max characters.
func (f *Form) Lines(name string, ask Ask, max int) *Text { return f.text(name, ask, max, true) }

func (f *Form) text(name string, ask Ask, max int, lines bool) *Text {
	t := &Text{Field: Field{Ask: ask, Name: name}, Max: max, Lines: lines}
	f.add(t)
	raw, sound := clean(f.values.Get(name))
	t.Raw = raw
	if !sound {
		f.fail(&t.Field, "text_unreadable", nil)
		return t
	}
	value := strings.TrimSpace(raw)
	if !lines {
		value = strings.Join(strings.Fields(value), " ")
	}
	f.measure(t, value)
	return t
}

// Secret asks for a password: taken as typed, blanks included, never shown again.
func (f *Form) Secret(name string, ask Ask, max int) *Text {
	t := &Text{Field: Field{Ask: ask, Name: name}, Max: max}
	f.add(t)
	raw := f.values.Get(name)
	if _, sound := clean(raw); !sound {
		f.fail(&t.Field, "text_unreadable", nil)
		return t
	}
	f.measure(t, raw)
	return t
}

func (f *Form) measure(t *Text, value string) {
	switch n := utf8.RuneCountInString(value); {
	case n == 0:
		f.need(&t.Field, "answer_missing")
	case n > t.Max:
		f.fail(&t.Field, "text_too_long", domain.Args{"Max": t.Max, "Over": n - t.Max})
	default:
		t.Value = value
	}
}

// clean makes text fit to show and keep: line ends become \n, control characters
// that come along when text is pasted go. It is not sound when it is not UTF-8
// or holds a NUL: then something other than a person's text was sent.
func clean(text string) (cleaned string, sound bool) {
	sound = utf8.ValidString(text) && !strings.ContainsRune(text, 0)
	if !sound {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if strings.IndexFunc(text, unwanted) < 0 {
		return text, sound
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	text = strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, text)
	return text, sound
}

func unwanted(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF'
}

// Int is a whole number.
type Int struct {
	Field
	Raw      string
	Value    int
	Given    bool // a sound number was typed: 0 is an answer too
	Min, Max int
}

// Int asks for a whole number from min to max.
func (f *Form) Int(name string, ask Ask, min, max int) *Int {
	n := &Int{Field: Field{Ask: ask, Name: name}, Min: min, Max: max}
	f.add(n)
	n.Raw, _ = clean(f.values.Get(name))
	digits := strings.NewReplacer(",", "", " ", "", "\u00a0", "").Replace(strings.TrimSpace(n.Raw))
	if digits == "" {
		f.need(&n.Field, "answer_missing")
		return n
	}
	value, err := strconv.Atoi(digits)
	switch {
	case err != nil:
		f.fail(&n.Field, "number_unreadable", nil)
	case value < min || value > max:
		f.fail(&n.Field, "number_out_of_range", domain.Args{"Min": min, "Max": max})
	default:
		n.Value, n.Given = value, true
	}
	return n
}

// File is a control for files; the bytes travel beside the form, so that the
// field only holds what is asked and what was wrong with what came.
type File struct {
	Field
	Multiple bool
}

// File asks for one file, or several.
func (f *Form) File(name string, ask Ask, multiple bool) *File {
	file := &File{Field: Field{Ask: ask, Name: name}, Multiple: multiple}
	f.add(file)
	return file
}
