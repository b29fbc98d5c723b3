package ui_test

import (
	"context"
	"io"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/pagetest"
	"heed/web/ui"
	"heed/web/words"
)

// render is a component as its HTML and as a document, once it is found sound.
func render(t *testing.T, show func(*words.Words) templ.Component) (string, *goquery.Document) {
	t.Helper()
	c, err := words.Load()
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, show(c.For("en")).Render(context.Background(), &b))
	require.Empty(t, pagetest.PartFaults(strings.NewReader(b.String())), b.String())
	require.Empty(t, c.Missing())
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	require.NoError(t, err)
	return b.String(), doc
}

var statuses = []form.Option{{Value: "planned", Label: "Planned", Hint: "A date is set"}, {Value: "done", Label: "Done"}}

// fields is one field of every type, read from values.
func fields(w *words.Words, f *form.Form) templ.Component {
	ask := func(label string) form.Ask {
		return form.Ask{Label: label, Hint: "About " + label, Show: form.Public, Required: true}
	}
	parts := []templ.Component{
		ui.TextInput(w, f.Text("owner", ask("Owner"), 5), templ.Attributes{"autocomplete": "name", "class": "wide"}),
		ui.PasswordInput(w, f.Secret("password", ask("Password"), 5), "current-password"),
		ui.NumberInput(w, f.Int("minutes", ask("Minutes"), 0, 5)),
		ui.Textarea(w, f.Lines("notes", ask("Notes"), 5), 4),
		ui.Radios(w, f.Choice("status", ask("Status"), statuses), ui.Reveal{"planned": ui.DateInput(w, f.Day("due", ask("Due")))}),
		ui.RadiosInline(w, f.Choice("met-1a", ask("Is there a way?"), statuses)),
		ui.Checkboxes(w, f.Choices("barriers", ask("Barriers"), statuses), nil),
		ui.Select(w, f.Choice("nation", ask("Nation"), statuses)),
		ui.FileUpload(w, f.File("file", ask("Evidence"), true), ".pdf"),
		ui.Check(w, f.Bool("agree", ask("I agree"))),
	}
	return templ.Join(parts...)
}

func TestASoundFormShowsNoProblem(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component { return fields(w, form.Show(url.Values{})) })
	require.Zero(t, doc.Find(".nhsuk-error-summary, .nhsuk-error-message, .nhsuk-form-group--error").Length())
}

func TestEveryProblemStandsAtItsFieldAndInTheSummary(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		f := form.Read(url.Values{"due-day": {"31"}})
		body := fields(w, f)
		f.Apply(domain.Problems{domain.Bad("file", "answer_missing", nil), domain.Bad("", "not_found", nil)})
		return templ.Join(ui.ErrorSummary(w, f), body)
	})
	summary := doc.Find(".nhsuk-error-summary").First()
	require.Equal(t, "We could not find that", plain(summary.Find("li").First()))
	var anchors []string
	summary.Find("a").Each(func(_ int, a *goquery.Selection) { anchors = append(anchors, a.AttrOr("href", "")) })
	require.Equal(t, []string{"#owner", "#password", "#minutes", "#notes", "#status", "#due-month",
		"#met-1a", "#barriers", "#nation", "#file", "#agree"}, anchors)
	require.Equal(t, len(anchors), doc.Find(".nhsuk-error-message").Length())
}

func TestTextInputKeepsWhatWasTyped(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		return fields(w, form.Read(url.Values{"owner": {`Head of "R&D"`}, "password": {"secret"}, "notes": {"one\n<b>two</b>"}}))
	})
	owner := doc.Find("#owner")
	require.Equal(t, `Head of "R&D"`, owner.AttrOr("value", ""))
	require.Equal(t, "owner-hint owner-error", owner.AttrOr("aria-describedby", ""))
	require.Equal(t, "nhsuk-input nhsuk-input--error wide", owner.AttrOr("class", ""))
	require.Equal(t, "name", owner.AttrOr("autocomplete", ""))
	require.Equal(t, "Error: “Owner” must be 5 characters or fewer", plain(doc.Find("#owner-error")))
	require.Equal(t, "one\n<b>two</b>", doc.Find("#notes").Text())
	_, sent := doc.Find("#password").Attr("value")
	require.False(t, sent, "a password is never sent back")
}

func plain(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func TestR9_EachFieldSaysWhetherItIsPublic(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		f := form.Show(url.Values{})
		return templ.Join(
			ui.TextInput(w, f.Text("a", form.Ask{Label: "A", Show: form.Public}, 9)),
			ui.TextInput(w, f.Text("b", form.Ask{Label: "B", Show: form.NotPublic}, 9)),
			ui.TextInput(w, f.Text("c", form.Ask{Label: "C"}, 9)),
		)
	})
	require.Equal(t, "Public. Anyone can read this once it is published.", plain(doc.Find("#a-hint")))
	require.Contains(t, plain(doc.Find("#b-hint")), "Not public.")
	require.Zero(t, doc.Find("#c-hint").Length())
}

func TestR2_FreeTextAndFilesSayWhatMustStayOut(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component { return fields(w, form.Show(url.Values{})) })
	for _, id := range []string{"#notes-hint", "#file-hint"} {
		require.Contains(t, plain(doc.Find(id)), "Do not include patient data")
	}
	require.NotContains(t, plain(doc.Find("#owner-hint")), "patient data")
}

func TestARevealIsThereWithoutScripts(t *testing.T) {
	html, doc := render(t, func(w *words.Words) templ.Component {
		return fields(w, form.Show(url.Values{"status": {"done"}}))
	})
	reveal := doc.Find("#conditional-status")
	require.Equal(t, "conditional-status", doc.Find("#status").AttrOr("data-reveals", ""))
	require.Equal(t, 3, reveal.Find("input").Length())
	require.NotContains(t, html, " hidden", "only the script hides it")
	require.Equal(t, "done", doc.Find("input[name=status][checked]").AttrOr("value", ""))
}

func TestTheWrongPartOfADayIsMarked(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		f := form.Read(url.Values{"due-day": {"1"}, "due-month": {"1"}, "due-year": {"27"}})
		due := f.Day("due", form.Ask{Label: "Due"})
		return templ.Join(ui.ErrorSummary(w, f), ui.DateInput(w, due))
	})
	require.Equal(t, "#due-year", doc.Find(".nhsuk-error-summary a").AttrOr("href", ""))
	require.True(t, doc.Find("#due-year").HasClass("nhsuk-input--error"))
	require.False(t, doc.Find("#due-day").HasClass("nhsuk-input--error"))
	require.Equal(t, "group", doc.Find("fieldset").AttrOr("role", ""))
	require.Equal(t, "27", doc.Find("#due-year").AttrOr("value", ""))
}

func TestTheOnlyQuestionOfAPageIsItsHeading(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		f := form.Show(url.Values{})
		return ui.Radios(w, f.Choice("status", form.Ask{Label: "How far is it?", Heading: true}, statuses), nil)
	})
	require.Equal(t, "How far is it?", plain(doc.Find("fieldset legend h1")))
}

func TestATableHasCaptionHeadersAndARegionToScrollIn(t *testing.T) {
	_, doc := render(t, func(*words.Words) templ.Component {
		return ui.DataTable(ui.Table{
			ID: "owed", Caption: "What each body owes", Empty: "No bodies",
			Head: []ui.Cell{{Text: "Body"}, {Text: "Claimed", Numeric: true}},
			Rows: [][]ui.Cell{{{Text: "Kent", Header: true}, {Text: "12", Href: "/bodies/RYY", Numeric: true}}},
		})
	})
	region := doc.Find("[role=region]")
	require.Equal(t, "0", region.AttrOr("tabindex", ""))
	require.Equal(t, "owed-caption", region.AttrOr("aria-labelledby", ""))
	require.Equal(t, "row", doc.Find("tbody th").AttrOr("scope", ""))
	require.Equal(t, "/bodies/RYY", doc.Find("tbody td a").AttrOr("href", ""))
}

func TestEveryPositionHasAWordASignAndAShape(t *testing.T) {
	signs := map[string]domain.Word{}
	for _, position := range domain.PositionWords() {
		_, doc := render(t, func(w *words.Words) templ.Component { return ui.Mark(w, position) })
		sign := doc.Find(".heed-sign")
		require.Equal(t, "true", sign.AttrOr("aria-hidden", ""))
		require.Len(t, plain(sign), 2)
		require.Empty(t, signs[plain(sign)], "two positions share a sign")
		signs[plain(sign)] = position
		require.Greater(t, len(plain(doc.Find(".heed-position"))), 4, "the word stands beside the sign")
	}
}

func TestPartsOfThePage(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		return templ.Join(
			ui.Breadcrumb(w, []ui.Crumb{{Text: "Bodies", Href: "/bodies"}}),
			ui.Breadcrumb(w, nil),
			ui.Success(w, "Draft saved"),
			ui.SummaryList([]ui.Row{
				{Key: "Owner", Text: "Head of R&D", Actions: []ui.Action{{Text: "Change", Hidden: "owner", Href: "/x"}}},
				{Key: "Due", Content: ui.Tag(ui.Red, "Overdue")},
			}),
			ui.RuleLink(w, "R14"),
			ui.Pagination(w, ui.Pages{Page: 2, Count: 3, Href: func(int) string { return "?page=" }}),
			ui.Pagination(w, ui.Pages{Page: 1, Count: 1}),
			ui.Button("Sign", templ.Attributes{"name": "do", "value": "sign"}),
			ui.ButtonLink("Start", "/start"),
			ui.AutosaveStatus(),
		)
	})
	require.Equal(t, "Change owner", plain(doc.Find(".nhsuk-summary-list a")))
	require.Equal(t, "/rules#R14", doc.Find(".heed-rule").AttrOr("href", ""))
	require.Equal(t, "What this means (R14): Dates", plain(doc.Find(".heed-rule")))
	require.Equal(t, 1, doc.Find(".nhsuk-breadcrumb").Length())
	require.Equal(t, 1, doc.Find(".nhsuk-pagination").Length())
	require.Equal(t, "sign", doc.Find("button").AttrOr("value", ""))
	require.Equal(t, "status", doc.Find("[data-autosave-status]").AttrOr("role", ""))
}

func heatmap(bodies int) ui.Heatmap {
	h := ui.Heatmap{ID: "heat", Caption: "Bodies by recommendation", Corner: "Body"}
	for no := range 17 {
		key := strconv.Itoa(no + 1)
		h.Columns = append(h.Columns, ui.HeatColumn{Text: key, Name: "Research time", Href: "/ctr/" + key, Key: key})
	}
	positions := domain.PositionWords()
	for i := range bodies {
		row := ui.HeatRow{Text: "Trust <" + strconv.Itoa(i) + ">", Href: "/bodies/R", Base: "/bodies/R/ctr/"}
		for no := range h.Columns {
			row.Cells = append(row.Cells, ui.Heat{Position: positions[(i+no)%len(positions)]})
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func TestAHeatmapLinksEveryCellByItsMeaning(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		h := heatmap(2)
		h.Rows[0].Cells[1] = ui.Heat{Position: domain.WordClaimed, Also: "overdue"}
		h.Rows[0].Cells[2] = ui.Heat{}
		return templ.Join(ui.HeatTable(w, h), ui.Legend(w))
	})
	row := doc.Find("tbody tr").First()
	require.Equal(t, "Trust <0>", plain(row.Find("th")))
	first := row.Find("td a").First()
	require.Equal(t, "/bodies/R/ctr/1", first.AttrOr("href", ""))
	require.Equal(t, "Co, Confirmed", first.AttrOr("aria-label", ""))
	require.Equal(t, "Cl, Claimed, overdue", row.Find("td a").Eq(1).AttrOr("aria-label", ""))
	require.Equal(t, 17, row.Find("td").Length())
	require.Equal(t, 16, row.Find("td a").Length(), "what is not owed is empty")
	require.Equal(t, len(domain.PositionWords()), doc.Find(".heed-legend li").Length())
}

func TestAWordHasTheSameColourOnEveryPage(t *testing.T) {
	_, doc := render(t, func(w *words.Words) templ.Component {
		return templ.Join(ui.WordTag(w, "return", "sent_back"), ui.WordTag(w, "status", "not_started"))
	})
	require.Equal(t, "Sent back", plain(doc.Find(".nhsuk-tag--red")))
	require.Equal(t, "Not started", plain(doc.Find(".nhsuk-tag--grey")))
}

func BenchmarkHeatTable(b *testing.B) {
	c, err := words.Load()
	require.NoError(b, err)
	w, h := c.For("en"), heatmap(240)
	b.ReportAllocs()
	for b.Loop() {
		_ = ui.HeatTable(w, h).Render(context.Background(), io.Discard)
	}
}
