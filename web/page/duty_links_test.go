package page_test

import (
	"context"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"heed/internal/domain"
	"heed/web/page"
	"heed/web/pagetest"
)

// renderPart is a part of a page as a document, once it is found sound.
func renderPart(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b strings.Builder
	require.NoError(t, c.Render(context.Background(), &b))
	require.Empty(t, pagetest.PartFaults(strings.NewReader(b.String())))
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	require.NoError(t, err)
	return doc
}

// spaced is the text of a selection with a blank between its elements.
func spaced(s *goquery.Selection) string {
	var words []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range s.Nodes {
		walk(n)
	}
	return strings.Join(words, " ")
}

func TestR6_ADutySaysWhomItWaitsOnAndWhoWaitsOnIt(t *testing.T) {
	funds := page.LinkLine{Kind: domain.Funds, Body: "NIHR", Rec: "3. Long-term funding", Href: "/recommendations/3"}
	silent, claimed, partner, share := funds, funds, funds, funds
	silent.Word = domain.WordSilent
	claimed.Word, claimed.Released, claimed.Requirement, claimed.Inferred = domain.WordClaimed, "2026-11-02", "1a", true
	partner.Kind, partner.Body, partner.Rec = domain.Delivers, "", "14. Integrated offices"
	share.Share = &domain.Share{Claimed: 12, Confirmed: 4, Of: 236, Threshold: 75}
	doc := renderPart(t, page.DutyLinks(view(t), page.Links{
		WaitingOn: []page.LinkLine{silent, funds}, OnClaim: []page.LinkLine{claimed},
		NoPartner: []page.LinkLine{partner}, Uninformed: []page.LinkLine{share},
		Held: page.Held{Duties: 40, Bodies: 21, Lines: []page.HeldLine{
			{Rec: "1. Research time", Href: "/recommendations/1", Bodies: 20},
			{Rec: "2. Contract pilots", Href: "/recommendations/2", Bodies: 1, Names: []string{"UK Government"}},
		}},
		Leaves: []page.Leave{{Kind: domain.Monitors, Held: page.Held{Duties: 30, Bodies: 20, Lines: []page.HeldLine{
			{Rec: "6. Local consultation", Href: "/recommendations/6", Bodies: 20},
			{Rec: "7. Specialties", Href: "/recommendations/7", Bodies: 1, Names: []string{"NIHR"}, Together: true},
		}}}},
	}))
	var rows []string
	doc.Find("dl > div").Each(func(_ int, s *goquery.Selection) { rows = append(rows, spaced(s)) })
	require.Equal(t, []string{
		"Waiting on These have to be in place first. A report on this duty is still expected. " +
			"NIHR for 3. Long-term funding (funds) Si Silent NIHR for 3. Long-term funding (funds) Not claimed yet",
		"Released on a claim These are claimed and not yet confirmed, so nothing stands in the way for now. " +
			"NIHR for 3. Long-term funding (funds, for 1a alone; our reading of the report) Cl Claimed as released on 2 November 2026",
		"No partner recorded This goes through a partnership between a trust or board and a university, and none is recorded. " +
			"14. Integrated offices (delivers)",
		"Going ahead uninformed These would inform the work. It can go ahead without them. " +
			"Local organisations for 3. Long-term funding (funds) 12 of 236 have claimed it and 4 of these are confirmed. At least 177 are needed.",
		"Holding up 40 duties at 21 organisations wait behind this, directly or in turn. " +
			"1. Research time 20 organisations 2. Contract pilots UK Government",
		"Leaves not monitored This would monitor these duties, and it is not in place. 30 duties at 20 organisations go without it. " +
			"6. Local consultation 20 organisations 7. Specialties NIHR; this would count as one of many local organisations",
	}, rows)
	require.Equal(t, "/rules#R6", doc.Find("a.heed-rule").AttrOr("href", ""))
}

func TestR6_ADutyWithoutLinksSaysSo(t *testing.T) {
	doc := renderPart(t, page.DutyLinks(view(t), page.Links{}))
	require.Contains(t, plain(doc.Selection), "This waits for nobody, nobody waits for it, and nobody goes without it.")
}
