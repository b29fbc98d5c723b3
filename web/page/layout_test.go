package page_test

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"

	"heed/internal/form"
	"heed/web/page"
	"heed/web/pagetest"
	"heed/web/ui"
	"heed/web/words"
)

// load is the catalogue, which a test may ask for missing keys when it ends.
func load(t *testing.T) *words.Words {
	t.Helper()
	c, err := words.Load()
	require.NoError(t, err)
	t.Cleanup(func() { require.Empty(t, c.Missing()) })
	return c.For("en")
}

// render is a whole page as a document, once it is found sound.
func render(t *testing.T, p templ.Component) *goquery.Document {
	t.Helper()
	var b strings.Builder
	require.NoError(t, p.Render(context.Background(), &b))
	require.Empty(t, pagetest.Faults(strings.NewReader(b.String())))
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	require.NoError(t, err)
	return doc
}

func plain(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func view(t *testing.T) page.View {
	return page.View{
		Words: load(t), Assets: "/static/1", Contact: "help@example.org",
		Nav:    []page.NavItem{{Text: "Duties", Href: "/duties", Current: true}, {Text: "Bodies", Href: "/bodies"}},
		Crumbs: []ui.Crumb{{Text: "Start", Href: "/"}},
	}
}

func TestEveryPageThatAnswersInsteadIsSound(t *testing.T) {
	v := view(t)
	for title, p := range map[string]templ.Component{
		"Page not found":                page.NotFound(v),
		"You cannot do this":            page.Forbidden(v, "Only an approver signs"),
		"This cannot be done now":       page.Refused(v, []string{"The round is closed"}),
		"heed is not available for now": page.Unavailable(v),
		"Something went wrong":          page.Fault(v, "01JD"),
		"What you sent is too large":    page.TooLarge(v, 25),
		"Too many tries":                page.TooMany(v),
		"Accessibility statement":       page.Accessibility(v),
		"Privacy":                       page.Privacy(v),
		"Cookies":                       page.Cookies(v, "heed_session", "heed_done"),
	} {
		doc := render(t, p)
		require.Equal(t, title, plain(doc.Find("h1")))
		require.Equal(t, title+" – heed", doc.Find("title").Text())
	}
}

func TestTheFrameSaysWhoIsSignedIn(t *testing.T) {
	v := view(t)
	doc := render(t, page.NotFound(v))
	require.Equal(t, "/sign-in", doc.Find(".nhsuk-header__account a").AttrOr("href", ""))
	require.Equal(t, "page", doc.Find(`nav a[href="/duties"]`).AttrOr("aria-current", ""))
	require.Zero(t, doc.Find("meta[name=robots]").Length())

	v.Person = &page.Person{Name: "Alex Morgan", Situation: "Reporter, Kent"}
	v.Flash = "Draft saved"
	doc = render(t, page.NotFound(v))
	require.Contains(t, plain(doc.Find(".nhsuk-header__account")), "Alex Morgan Reporter, Kent")
	require.Equal(t, "post", doc.Find(`form[action="/sign-out"]`).AttrOr("method", ""))
	require.Contains(t, plain(doc.Find("main")), "Draft saved")
}

func TestR20_TheDemonstrationIsMarkedOnEveryPageAndTitle(t *testing.T) {
	v := view(t)
	v.Demo = true
	doc := render(t, page.Rules(v))
	require.Equal(t, "What the figures mean – heed – Demonstration", doc.Find("title").Text())
	require.Equal(t, "Demonstration: everything said about these organisations here is generated, not fact.", plain(doc.Find(".heed-demo")))
	require.Contains(t, doc.Find("meta[name=robots]").AttrOr("content", ""), "noindex")
}

func TestAFormAtFaultIsSaidFirstInTheTitle(t *testing.T) {
	f := form.Read(url.Values{})
	f.Text("owner", form.Ask{Label: "Owner", Required: true}, 10)
	doc := render(t, page.NotFound(view(t).WithForm(f)))
	require.Equal(t, "Error: Page not found – heed", doc.Find("title").Text())
}

func TestEveryRuleHasItsAnchor(t *testing.T) {
	doc := render(t, page.Rules(view(t)))
	for no := 1; no <= 30; no++ {
		require.NotEmpty(t, plain(doc.Find("#R"+strconv.Itoa(no)+" p")))
	}
}

func TestAConflictShowsBothSidesAndCarriesWhatWasTyped(t *testing.T) {
	doc := render(t, page.Conflict(view(t), page.ConflictPage{
		Why: "Sam Lee saved this draft at 3:04pm", Now: "/bodies/RYY/ctr/1/return", Action: "/bodies/RYY/ctr/1/return",
		Differences: []page.Difference{{Label: "Narrative", Yours: "mine", Now: "theirs"}},
		Values:      url.Values{"narrative": {"mine"}, "barriers": {"a", "b"}, "version": {"7"}},
	}))
	require.Equal(t, "Narrativeminetheirs", plain(doc.Find("#conflict tbody tr")))
	var carried []string
	doc.Find("main form input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		carried = append(carried, s.AttrOr("name", "")+"="+s.AttrOr("value", ""))
	})
	require.Equal(t, []string{"barriers=a", "barriers=b", "narrative=mine", "version=7"}, carried)
}
