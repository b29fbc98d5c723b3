package ui

import (
	"maps"

	"github.com/a-h/templ"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/words"
)

// input are the attributes of a one-line control; a class among the extra
// attributes adds to the design system's own.
func input(f form.Field, kind string, extra []templ.Attributes) templ.Attributes {
	attrs := templ.Attributes{
		"class":      class("nhsuk-input", "nhsuk-input--error", f.Problem != nil),
		"id":         f.Name,
		"name":       f.Name,
		"type":       kind,
		"spellcheck": "false",
	}
	maps.Copy(attrs, described(f))
	for _, more := range extra {
		for name, value := range more {
			if name == "class" {
				value = attrs["class"].(string) + " " + value.(string)
			}
			attrs[name] = value
		}
	}
	return attrs
}

// roleOf is the fieldset's role where it needs one: a group of text inputs is
// announced with its description only when it is called a group.
func roleOf(role string) templ.Attributes {
	if role == "" {
		return nil
	}
	return templ.Attributes{"role": role}
}

// dateClass marks the parts at fault; all three when no part is to blame alone.
func dateClass(d *form.Day, part string, wrong bool) string {
	width := "2"
	if part == "-year" {
		width = "4"
	}
	base := "nhsuk-input nhsuk-date-input__input nhsuk-input--width-" + width
	nobody := !d.WrongDay && !d.WrongMonth && !d.WrongYear
	return class(base, "nhsuk-input--error", d.Problem != nil && (wrong || nobody))
}

// joined is several sets of attributes as one.
func joined(sets []templ.Attributes) templ.Attributes {
	all := templ.Attributes{}
	for _, set := range sets {
		maps.Copy(all, set)
	}
	return all
}

// Autosave are the attributes of a form that is saved while it is typed, by a
// POST to the address. A hidden field "version" is the guard against a lost
// race: the answer's X-Heed-Version header renews it, 409 says that somebody
// else saved meanwhile.
func Autosave(w *words.Words, address string) templ.Attributes {
	return templ.Attributes{
		"data-autosave":        address,
		"data-autosave-done":   w.T("ui.autosave.done", domain.Args{"Time": "%{time}"}), // the script's place for the time
		"data-autosave-failed": w.T("ui.autosave.failed"),
		"data-autosave-clash":  w.T("ui.autosave.clash"),
	}
}
