package page_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web"
	"heed/web/page"
	"heed/web/ui"
)

// gallery is every part of the design system on one page, its form at fault.
func gallery(v page.View) templ.Component {
	w := v.Words
	f := form.Read(url.Values{"status": {"planned"}, "due-day": {"31"}, "due-month": {"2"}, "due-year": {"2027"}})
	ask := func(label string) form.Ask {
		return form.Ask{Label: label, Hint: "A hint", Show: form.NotPublic, Required: true}
	}
	options := []form.Option{{Value: "planned", Label: "Planned", Hint: "With a date"}, {Value: "done", Label: "Done"}}
	parts := []templ.Component{
		ui.TextInput(w, f.Text("owner", ask("Owner"), 20)),
		ui.PasswordInput(w, f.Secret("password", ask("Password"), 20), "new-password"),
		ui.NumberInput(w, f.Int("minutes", ask("Minutes"), 0, 9)),
		ui.Textarea(w, f.Lines("notes", ask("Notes"), 200), 4),
		ui.Radios(w, f.Choice("status", ask("Status"), options), ui.Reveal{"planned": ui.DateInput(w, f.Day("due", ask("Due")))}),
		ui.RadiosInline(w, f.Choice("met-1a", ask("Is there a way?"), options)),
		ui.Checkboxes(w, f.Choices("barriers", ask("Barriers"), options), nil),
		ui.Select(w, f.Choice("nation", ask("Nation"), append([]form.Option{ui.Choose(w)}, options...))),
		ui.FileUpload(w, f.File("file", ask("Evidence"), true), ".pdf"),
		ui.Check(w, f.Bool("agree", ask("I agree"))),
		ui.Button("Submit"), ui.SecondaryButton("Save draft"), ui.WarningButton("Destroy"), ui.ButtonLink("Start", "/"),
		ui.SummaryList([]ui.Row{{Key: "Owner", Text: "Head of R&D", Actions: []ui.Action{{Text: "Change", Hidden: "owner", Href: "/"}}}}),
		with(ui.Details("More"), "Inside"), with(ui.InsetText(w), "Apart"), with(ui.WarningCallout(w, "Before you sign"), "Read it"),
		ui.DataTable(ui.Table{ID: "t", Caption: "Figures", Head: []ui.Cell{{Text: "Body"}, {Text: "Claimed", Numeric: true}},
			Rows: [][]ui.Cell{{{Text: "Kent Community Health NHS Foundation Trust", Header: true}, {Text: "1,016", Numeric: true, Href: "/"}}}}),
		ui.HeatTable(w, heat()), ui.Legend(w), ui.RuleLink(w, "R1"),
		ui.Pagination(w, ui.Pages{Page: 2, Count: 3, Href: func(int) string { return "/" }}),
	}
	for _, colour := range []ui.Colour{ui.White, ui.Grey, ui.Green, ui.Aqua, ui.Blue, ui.Purple, ui.Pink, ui.Red, ui.Orange, ui.Yellow} {
		parts = append(parts, ui.Tag(colour, "Word"))
	}
	content := templ.Join(append([]templ.Component{ui.ErrorSummary(w, f), templ.Raw("<h1>Gallery</h1>")}, parts...)...)
	return inside(page.Layout(v.WithForm(f), "Gallery"), content)
}

func heat() ui.Heatmap {
	h := ui.Heatmap{ID: "heat", Caption: "Heatmap", Corner: "Body"}
	row := ui.HeatRow{Text: "Kent Community Health", Href: "/", Base: "/"}
	for _, position := range domain.PositionWords() {
		h.Columns = append(h.Columns, ui.HeatColumn{Text: "1", Name: string(position), Href: "/"})
		row.Cells = append(row.Cells, ui.Heat{Position: position, Also: "overdue"})
	}
	h.Rows = []ui.HeatRow{row}
	return h
}

func with(outer templ.Component, text string) templ.Component {
	return inside(outer, templ.Raw("<p>"+text+"</p>"))
}

func inside(outer, children templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, children), out)
	})
}

// draft is a page whose form saves itself.
func draft(v page.View) templ.Component {
	f := form.Show(url.Values{})
	attrs := ui.Autosave(v.Words, "/autosave")
	content := templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		_, err := fmt.Fprintf(out, `<h1>Draft</h1><form method="post" action="/saved" data-autosave="/autosave" `+
			`data-autosave-done="%s" data-autosave-failed="%s" data-autosave-clash="%s"><input type="hidden" name="version" value="1">`,
			attrs["data-autosave-done"], attrs["data-autosave-failed"], attrs["data-autosave-clash"])
		if err != nil {
			return err
		}
		notes := f.Lines("notes", form.Ask{Label: "Notes"}, 200)
		if err := templ.Join(ui.Textarea(v.Words, notes, 3), ui.Button("Save draft"), ui.AutosaveStatus()).Render(ctx, out); err != nil {
			return err
		}
		_, err = io.WriteString(out, "</form>")
		return err
	})
	return inside(page.Layout(v, "Draft"), content)
}

// desk answers for the HTML door: pages, files, and a draft that is saved.
type desk struct {
	mu     sync.Mutex
	answer int
	saved  []string
}

func (d *desk) autosave(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r.Header.Get("X-Heed-Autosave") != "1" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if d.answer == http.StatusNoContent {
		d.saved = append(d.saved, r.FormValue("version")+" "+r.FormValue("notes"))
		w.Header().Set("X-Heed-Version", fmt.Sprint(len(d.saved)+1))
	}
	w.WriteHeader(d.answer)
}

func (d *desk) answers(status int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answer = status
}

// serve is the pages under the strict content security policy of the real door.
func serve(t *testing.T, d *desk) string {
	t.Helper()
	v := view(t)
	v.Assets, v.Demo, v.Person, v.Flash = web.AssetsPath(), true, &page.Person{Name: "Alex Morgan", Situation: "Reporter, Kent"}, "Saved"
	routes := http.NewServeMux()
	routes.Handle("GET "+v.Assets+"/", http.StripPrefix(v.Assets, http.FileServerFS(web.Static())))
	for path, p := range map[string]templ.Component{
		"/gallery": gallery(v), "/rules": page.Rules(v), "/accessibility": page.Accessibility(v), "/privacy": page.Privacy(v),
		"/cookies": page.Cookies(v, "heed_session", "heed_done"), "/not-found": page.NotFound(v), "/draft": draft(v),
		"/conflict": page.Conflict(v, page.ConflictPage{Why: "Sam saved it", Now: "/", Action: "/",
			Differences: []page.Difference{{Label: "Notes", Yours: "mine", Now: "theirs"}}}),
	} {
		routes.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'")
			_ = p.Render(r.Context(), w)
		})
	}
	routes.HandleFunc("POST /autosave", d.autosave)
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)
	return server.URL
}

func TestEverySharedPageSuitsEverybody(t *testing.T) {
	address := serve(t, &desk{})
	p := browsertest.Open(t).Page(t)
	for _, path := range []string{"/gallery", "/rules", "/accessibility", "/privacy", "/cookies", "/not-found", "/conflict", "/draft"} {
		for _, width := range []int{browsertest.Narrow, browsertest.Tablet, browsertest.Desktop} {
			require.NoError(t, p.At(width))
			_, err := p.Go(address + path)
			require.NoError(t, err)
			violations, err := p.Axe()
			require.NoError(t, err)
			require.Empty(t, violations, "%s at %d", path, width)
			overflow, err := p.Overflow()
			require.NoError(t, err)
			require.Zero(t, overflow, "%s at %d", path, width)
		}
	}
	require.Empty(t, p.Complaints())
}

func TestADraftSavesItselfAndSaysSo(t *testing.T) {
	d := &desk{answer: http.StatusNoContent}
	p := browsertest.Open(t).Page(t)
	_, err := p.Go(serve(t, d) + "/draft")
	require.NoError(t, err)
	says := func(text string) {
		t.Helper()
		require.EventuallyWithT(t, func(c *assert.CollectT) {
			status, err := p.Text("[data-autosave-status]")
			assert.NoError(c, err)
			assert.Contains(c, status, text)
		}, 20*time.Second, 100*time.Millisecond)
	}
	require.NoError(t, p.Fill("#notes", "one"))
	says("Draft saved at ")
	d.answers(http.StatusInternalServerError)
	require.NoError(t, p.Fill("#notes", "two"))
	says("Draft not saved")
	d.answers(http.StatusNoContent)
	require.NoError(t, p.Fill("#notes", "three"))
	says("Draft saved at ")
	d.answers(http.StatusConflict)
	require.NoError(t, p.Fill("#notes", "four"))
	says("Somebody else changed this draft")
	require.Equal(t, []string{"1 one", "2 three"}, d.saved, "each save carries the version that the last one gave")
}

func TestAnAnswerRevealsWhatBelongsToIt(t *testing.T) {
	p := browsertest.Open(t).Page(t)
	address := serve(t, &desk{})
	_, err := p.Go(address + "/gallery")
	require.NoError(t, err)
	text, err := p.Text("#conditional-status")
	require.NoError(t, err)
	require.Contains(t, text, "Due")
	require.NoError(t, p.Click("#status-2"))
	text, err = p.Text("#conditional-status")
	require.NoError(t, err)
	require.Empty(t, text, "it is hidden once another answer is chosen")
}
