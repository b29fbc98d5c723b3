package main

import (
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

// checks leaves spot checks in the states that the demonstration's own are not
// in: one whose draft verdict waits for the community Trust's reply, one that can
// be issued, and one that has its seed and waits to be drawn.
func (s *staging) checks() {
	const claimed = 17
	s.claim(claimed)
	check := s.draw("england", domain.Trust, claimed)
	s.door("dhsc_lead", check)
	s.give(check, "RYY")
	for _, item := range s.itemsAt("RYY") {
		s.judge("RYY", item)
		s.door("community_rd", itemAt("RYY", item))
	}

	check = s.draw("england", domain.University, 16)
	s.door("dhsc_lead", check)
	bodies := s.at("dhsc_lead").open(check).page.Find("main [name=bodies]").Map(func(_ int, c *goquery.Selection) string { return c.AttrOr("value", "") })
	require.NotEmpty(s.t, bodies, "no university claims it")
	for _, body := range bodies {
		s.give(check, body)
		for _, item := range s.itemsAt(body) {
			s.judge(body, item)
			s.reply(body, item)
		}
	}

	seeded := s.plan("england", domain.University, 15)
	s.door("dhsc_lead", seeded)
	lead := s.at("dhsc_lead")
	lead.sent(lead.open(seeded).form("/seed"))

	for _, c := range s.allChecks() { // those of the demonstration itself too
		s.door("dhsc_lead", "/checks/"+string(c.ID))
	}
}

// claim has the community Trust claim a recommendation, and sign for it.
func (s *staging) claim(rec int) {
	reporter, chief := s.at("community_rd"), s.at("community_chief")
	path := staged(strconv.Itoa(rec))
	answer := reporter.open(path + "/response").form("/response")
	reporter.sent(answer.set("response", "accepted").set("owner", "Head of research").day("target", "30", "6", "2028"))

	draft := reporter.open(path + "/return")
	var keys []string
	draft.page.Find("main [name^='met-'][value=met]").Each(func(_ int, c *goquery.Selection) {
		keys = append(keys, strings.TrimPrefix(c.AttrOr("name", ""), "met-"))
	})
	require.NotEmpty(s.t, keys)
	paper := reporter.open(path+"/return/evidence?for="+keys[0]).form("/return/evidence").set("for", keys...)
	paper.set("kind", "link").set("title", "What was shown, and when").set("url", "https://example.org/showcase")
	back := reporter.upload(paper.day("from", "1", "1", "2026").day("to", "30", "9", "2026"))
	require.Equal(s.t, 303, back.status, back.gist())

	form := reporter.open(path + "/return").form("/return")
	for _, key := range keys {
		form.set("met-"+key, string(domain.MetYes))
	}
	form.set("status", string(domain.Implemented)).set("narrative", "There was one a month.").set("confidence", string(domain.ConfidenceHigh))
	reporter.sent(reporter.sent(form.set("do", "check")).form("/return/check"))
	chief.sent(chief.open("/bodies/RYY/sign").form("/sign").set("returns", strconv.Itoa(rec)+":1").set("attest", "yes"))
}

// plan plans a check of every claim on a recommendation, and returns where it is.
func (s *staging) plan(nation string, kind domain.BodyKind, rec int) string {
	lead := s.at("dhsc_lead")
	form := lead.open("/checks/new").form("/checks/new")
	form.set("nations", nation).set("kinds", string(kind)).set("recs", strconv.Itoa(rec)).set("unit", string(domain.CheckClaims))
	lead.sent(form.set("n", "999").set("days", "2").set("reply_days", "10"))
	all := s.allChecks()
	return "/checks/" + string(all[len(all)-1].ID)
}

func (s *staging) allChecks() []domain.SpotCheck {
	all, err := s.store.Reader().Checks(s.t.Context(), everywhere, seedReport)
	require.NoError(s.t, err)
	return all
}

// draw plans a check and draws it.
func (s *staging) draw(nation string, kind domain.BodyKind, rec int) string {
	check, lead := s.plan(nation, kind, rec), s.at("dhsc_lead")
	lead.sent(lead.sent(lead.open(check).form("/seed")).form("/draw"))
	return check
}

// give gives the claims of a body to the assurer.
func (s *staging) give(check, body string) {
	lead := s.at("dhsc_lead")
	lead.sent(lead.open(check).form("/assign").set("person", string(s.as("assurer").Person.ID)).set("bodies", body))
}

func itemAt(body string, item domain.CheckItem) string {
	return "/bodies/" + body + "/checks/" + string(item.ID)
}

// itemsAt are the claims of a body that the assurer was given and did not judge.
func (s *staging) itemsAt(code string) []domain.CheckItem {
	body, err := s.store.Reader().BodyByCode(s.t.Context(), code)
	require.NoError(s.t, err)
	items, err := s.store.Reader().CheckItemsOf(s.t.Context(), everywhere, body.ID)
	require.NoError(s.t, err)
	var open []domain.CheckItem
	for _, i := range items {
		if !i.Judged() && i.Assessor == s.as("assurer").Person.ID {
			open = append(open, i)
		}
	}
	require.NotEmpty(s.t, open, code)
	return open
}

// judge upholds a claim as the assurer.
func (s *staging) judge(body string, item domain.CheckItem) {
	assurer := s.at("assurer")
	form := assurer.open(itemAt(body, item)).form("/verdict")
	assurer.open(itemAt(body, item)).page.Find("main [name^='answer-']").Each(func(_ int, c *goquery.Selection) {
		form.set(c.AttrOr("name", ""), string(domain.CheckUpheld))
	})
	assurer.sent(form.set("belief", string(domain.BeliefFully)).set("words", "It is as they say."))
}

// reply has somebody who reports for a body reply to the verdict.
func (s *staging) reply(code string, item domain.CheckItem) {
	people, err := s.store.Reader().PeopleWithin(s.t.Context(), everywhere)
	require.NoError(s.t, err)
	for _, known := range people {
		for _, m := range known.Memberships {
			if m.BodyID != item.BodyID || m.Role != domain.Reporter {
				continue
			}
			actor, err := s.actor(s.t.Context(), known.Person.ID)
			require.NoError(s.t, err)
			require.NoError(s.t, s.app.ReplyCheck(s.t.Context(), actor, app.ReplyCheck{Item: item.ID, Text: "We agree."}))
			return
		}
	}
	require.Fail(s.t, "nobody reports for "+code)
}
