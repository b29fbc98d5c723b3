// Package ui is the design system as templ functions: form fields, tables,
// tags, banners and marks in the NHS design system's markup. It owns how a
// thing looks and is announced, never what it means; every text it shows comes
// as words. It may import form, words and domain, never a page.
//
// Field components take the typed field of package form and show its label,
// hint, whether the answer is public (R9), and its problem:
//
//	@ui.ErrorSummary(v.Words, f.Form)
//	@ui.TextInput(v.Words, f.Owner)
//	@ui.Radios(v.Words, f.Status, ui.Reveal{"planned": plannedFields(v, f)})
package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"heed/internal/form"
	"heed/web/words"
)

// Reveal is what an option of radios or checkboxes shows below itself while it
// is chosen; without scripts it is always shown.
type Reveal map[string]templ.Component

// Choose is the first option of a select: no answer yet.
func Choose(w *words.Words) form.Option { return form.Option{Label: w.T("ui.choose")} }

// class joins what applies: class("nhsuk-input", "nhsuk-input--error", wrong).
func class(always, sometimes string, applies bool) string {
	if applies {
		return always + " " + sometimes
	}
	return always
}

func hasHint(f form.Field) bool { return f.Hint != "" || f.Show != form.Unsaid }

// describedBy are the ids that explain a control: hint, problem, and others.
func describedBy(f form.Field, others ...string) string {
	var ids []string
	if hasHint(f) {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Problem != nil {
		ids = append(ids, f.Name+"-error")
	}
	return strings.Join(append(ids, others...), " ")
}

// described is describedBy as attributes, and none when nothing explains.
func described(f form.Field, others ...string) templ.Attributes {
	if ids := describedBy(f, others...); ids != "" {
		return templ.Attributes{"aria-describedby": ids}
	}
	return nil
}

// optionID is the id of the i-th option's control: the first has the field's.
func optionID(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i+1)
}

// optionAttributes are the attributes of an option's control. What it reveals
// is heed.js's to show and hide: the design system's script would put
// aria-expanded on a radio, where it is not allowed.
func optionAttributes(id string, o form.Option, reveal Reveal) templ.Attributes {
	attrs := templ.Attributes{}
	if o.Hint != "" {
		attrs["aria-describedby"] = id + "-item-hint"
	}
	if reveal[o.Value] != nil {
		attrs["data-reveals"] = "conditional-" + id
	}
	return attrs
}

func labelClass(f form.Field) string {
	if f.Heading {
		return "nhsuk-label nhsuk-label--l"
	}
	return "nhsuk-label nhsuk-label--s"
}

func legendClass(f form.Field) string {
	if f.Heading {
		return "nhsuk-fieldset__legend nhsuk-fieldset__legend--l"
	}
	return "nhsuk-fieldset__legend nhsuk-fieldset__legend--s"
}

// countMessages are the character counter's sentences, which its script fills in.
func countMessages(w *words.Words, max int) templ.Attributes {
	const n = "%{count}" // the script's own place for the number
	args := map[string]any{"Count": n}
	return templ.Attributes{
		"data-maxlength":                         strconv.Itoa(max),
		"data-i18n.characters-under-limit.one":   w.T("ui.count.under_one", args),
		"data-i18n.characters-under-limit.other": w.T("ui.count.under_other", args),
		"data-i18n.characters-at-limit":          w.T("ui.count.at"),
		"data-i18n.characters-over-limit.one":    w.T("ui.count.over_one", args),
		"data-i18n.characters-over-limit.other":  w.T("ui.count.over_other", args),
	}
}
