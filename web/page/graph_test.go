package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/web/page"
)

func graphPage() page.GraphPage {
	return page.GraphPage{
		Day:    "2026-11-23",
		Unseen: []string{"70 duties in Northern Ireland are left out. No figures were released."},
		Picture: page.GraphPicture{
			Width: 400, Height: 200,
			Nodes: []page.NodeBox{{
				X: 10, Y: 10, Width: 150, Height: 54, Lines: []string{"6. Social and", "cultural barriers"}, Count: "Co 1 Cl 2 of 9", State: "some",
				Bars: []page.Bar{{X: 11, Width: 20, Word: domain.WordConfirmed}, {X: 31, Width: 40, Word: domain.WordClaimed}},
				Href: "/recommendations/6", Name: "6. Social and cultural barriers Co 1 Cl 2 of 9: 1 confirmed, 2 more claimed, 0 silent",
			}},
			Edges: []page.EdgePath{{
				D: "M0 0V10", Style: "funds", Label: "funds 4", LabelX: 50, LabelY: 60, Width: 52, Ours: true, Waiting: true,
				Title: "3. Long-term funding funds 1. Research time. 4 duties are waiting because of it",
			}},
		},
		Lines: []page.DependencyLine{{
			From: "3. Long-term funding", FromHref: "/recommendations/3", To: "1. Research time", ToHref: "/recommendations/1",
			Kind: domain.Funds, Scope: "same nation", Only: "For 1a alone", Stated: true, Why: "Time costs money.", Cite: "Theme 1",
			States: []string{"4 waiting", "2 released on a claim"},
		}, {From: "12. Shared metrics", FromHref: "/recommendations/12", To: "4. Regional review", ToHref: "/recommendations/4", Kind: domain.Informs}},
		Nodes: []page.NodeRow{{
			Rec: "6. Social and cultural barriers", Href: "/recommendations/6",
			Figures: page.Figures{Cell: domain.Cell{Counts: map[domain.Word]int{domain.WordClaimed: 9}}},
			Waiting: page.WaitingBehind{Direct: 3, DirectBodies: 2, All: 7, AllBodies: 5},
		}},
	}
}

func TestThePictureIsMarkedAndNotOnlyColoured(t *testing.T) {
	doc := render(t, page.Graph(view(t), graphPage()))
	box := doc.Find("svg.heed-graph a")
	require.Equal(t, "/recommendations/6", box.AttrOr("href", ""))
	require.Contains(t, box.AttrOr("aria-label", ""), spaced(box), "its name holds what it shows")
	require.Equal(t, 1, box.Find(".heed-box--some").Length())
	require.Equal(t, 1, box.Find(".heed-bar--claimed").Length())
	edge := doc.Find("path.heed-edge--waiting")
	require.Equal(t, "url(#tip)", edge.AttrOr("marker-end", ""))
	require.Contains(t, spaced(edge), "4 duties are waiting because of it")
	require.Equal(t, "funds 4", spaced(doc.Find(".heed-label-text--ours")))
	require.Equal(t, "region", doc.Find(".heed-picture").AttrOr("role", ""))
	require.Contains(t, spaced(doc.Find("main")), "70 duties in Northern Ireland are left out.")
}

func TestTheTablesSayWhatThePictureShows(t *testing.T) {
	doc := render(t, page.Graph(view(t), graphPage()))
	rows := doc.Find("#dependencies tbody tr")
	require.Equal(t, 2, rows.Find(".heed-states > .heed-line").Length(), "each count in a line of its own, not broken at every word")
	require.Equal(t, 1, doc.Find("#nodes .heed-figures-line .heed-figures").Length())
	require.Equal(t, "3. Long-term funding funds same nation For 1a alone 1. Research time 4 waiting 2 released on a claim "+
		"Stated in the report. Time costs money. Theme 1", spaced(rows.First()))
	require.Contains(t, spaced(rows.Last()), "None that you can see Our reading of the report.")
	require.Equal(t, "6. Social and cultural barriers 0 of 9 confirmed 9 claimed 0 silent "+
		"3 duties at 2 organisations wait on it directly. Counting those that wait in turn, they are 7 duties at 5 organisations.",
		spaced(doc.Find("#nodes tbody tr")))
}

func TestCirclesAreFindings(t *testing.T) {
	p := graphPage()
	require.Zero(t, render(t, page.Graph(view(t), p)).Find(".nhsuk-warning-callout").Length())
	p.Cycles = []string{"These wait for each other in a circle, so that none can come first: 1. Research time and 2. Contract pilots."}
	doc := render(t, page.Graph(view(t), p))
	require.Contains(t, spaced(doc.Find(".nhsuk-warning-callout")), "so that none can come first")
}

func TestWhoSeesTooLittleForAWhatIfIsToldWhy(t *testing.T) {
	doc := render(t, page.NoWhatIf(view(t), "/forecast/all/all"))
	require.Contains(t, spaced(doc.Find("main")), "you see only some of its duties")
	require.Equal(t, 1, doc.Find(`main a[href="/forecast/all/all"]`).Length())
	require.Equal(t, 2, doc.Find(`main a[href^="/rules#"]`).Length())
}
