package main

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// stage brings the demonstration into the states that it lacks, by the
// product's own forms, so that somebody of the cast meets every page and form:
// a verdict that can be disputed, and a dispute; a return in somebody's hands; what
// waits for somebody's agreement. It returns the doors that this opens, and
// those to pages that a button leads to and no link.
func stage(p *product) []sight {
	p.t.Helper()
	s := &staging{product: p}
	s.doors = []sight{{stranger, "/sign-in"}, {"dhsc_lead", "/demo"}}
	s.returns()
	s.agreements()
	s.findings()
	s.practice()
	s.accounts()
	s.checks()
	s.publications()
	return s.doors
}

// staging is the demonstration on its way there; the returns are those of the
// community Trust, which has everything still before it.
type staging struct {
	*product
	doors []sight
}

func (s *staging) door(person, path string) { s.doors = append(s.doors, sight{person, path}) }

// at is one of the cast at a browser of their own.
func (s *staging) at(person string) *visitor { return s.visit(mailOf(person)) }

func staged(rec string) string { return "/bodies/RYY/ctr/" + rec }

// returns leaves one return checked and not yet sent, one in a reviewer's
// hands, one reviewed with a verdict to dispute, and one whose verdict is
// disputed.
func (s *staging) returns() {
	const checked, held, reviewed, disputed = "6", "9", "11", "13"
	reporter, chief, reviewer := s.at("community_rd"), s.at("community_chief"), s.at("dhsc_reviewer")
	for _, rec := range []string{checked, held, reviewed, disputed} {
		answer := reporter.open(staged(rec) + "/response").form("/response")
		reporter.sent(answer.set("response", "accepted").set("owner", "Head of research").day("target", "30", "6", "2028"))
		check := reporter.sent(underWayOf(reporter.open(staged(rec)+"/return")).set("do", "check"))
		if rec != checked {
			reporter.sent(check.form("/return/check"))
		}
	}
	s.door("community_rd", staged(checked)+"/return/check")
	s.door("community_rd", staged(checked)+"/return/evidence?for="+checked+"a")
	chief.sent(chief.open("/bodies/RYY/sign").form("/sign").set("returns", held+":1", reviewed+":1", disputed+":1").set("attest", "yes"))

	taken := reviewer.sent(s.takeOf(reviewer.open(staged(held) + "/review/1")))
	s.door("dhsc_reviewer", href(taken, "main a[href*='/hand-on/']"))
	for _, rec := range []string{reviewed, disputed} {
		reviewer.sent(inPart(reviewer.open(staged(rec) + "/review/1")))
	}
	s.door("community_rd", href(reporter.open(staged(reviewed)), "main a[href*='/dispute/']"))
	dispute := reporter.open(href(reporter.open(staged(disputed)), "main a[href*='/dispute/']"))
	said := dispute.page.Find("main form[method=post]").AttrOr("action", "")
	reporter.sent(dispute.form(said).set("reason", "The evidence was there all along."))
	s.door("dhsc_lead", href(s.at("dhsc_lead").open(staged(disputed)), "main a[href$='/decide']"))
}

// underWayOf fills a return, whatever it asks, so that it claims nothing.
func underWayOf(a *reply) *sheet {
	f := a.form("/return")
	a.page.Find("main [name^='met-']").Each(func(_ int, c *goquery.Selection) {
		name := c.AttrOr("name", "")
		f.set(name, string(domain.MetPartly)).set("reason-"+strings.TrimPrefix(name, "met-"), "Some of it is missing.")
	})
	f.set("status", string(domain.InProgress)).set("narrative", "It is under way.").day("target", "30", "6", "2028")
	return f.set("confidence", string(domain.ConfidenceMedium))
}

// inPart accepts a return as satisfactory in part.
func inPart(a *reply) *sheet {
	f := a.form(a.page.Find("main form[method=post]:has([name=outcome])").AttrOr("action", ""))
	a.page.Find("main [name^='verdict-']").Each(func(_ int, c *goquery.Selection) { f.set(c.AttrOr("name", ""), "not_shown") })
	return f.set("outcome", "accepted").set("grade", "satisfactory_in_part").set("assurance", "evidence_checked").
		set("reasons", "What was shown is about half of it.")
}

func (s *staging) takeOf(a *reply) *sheet {
	return a.form(a.page.Find("main form[action*='/take/']").AttrOr("action", ""))
}

// agreements leaves a duty that is said not to apply, an edge said not to bind,
// and two nations where one has proposed to review the other's own.
func (s *staging) agreements() {
	const notApplicable, unbound = "14", "1"
	reporter, lead := s.at("community_rd"), s.at("dhsc_lead")
	answer := reporter.open(staged(notApplicable) + "/response").form("/response")
	reporter.sent(answer.set("response", "not_applicable").set("owner", "Head of research").set("reason", "There is nothing of the kind here."))
	s.door("dhsc_reviewer", staged(notApplicable)+"/not-applicable")

	ruling := reporter.open(staged(unbound) + "/rulings/new")
	edge := ruling.page.Find("main [name=dependency]").First().AttrOr("value", "")
	reporter.sent(ruling.form("/rulings/new").set("dependency", edge).set("reason", "The money has other sources here."))
	rulings, err := s.store.Reader().Rulings(s.t.Context(), everywhere, s.duty(domain.DutyKey{Body: "RYY", Report: seedReport, Rec: 1}).ID)
	require.NoError(s.t, err)
	s.door("dhsc_reviewer", staged(unbound)+"/rulings/"+string(rulings[0].ID))

	propose := lead.open("/arrangements").form("/agreements")
	lead.sent(propose.set("other", string(domain.Scotland)))
	s.door("sg_lead", "/arrangements")
}

// publications are there as the demonstration leaves them: one issued and
// corrected, one that bodies can reply to. A correction asks first whose rows
// are wrong.
func (s *staging) publications() {
	all, err := s.store.Reader().Publications(s.t.Context(), everywhere, seedReport)
	require.NoError(s.t, err)
	draftOf := func(nation domain.Nation) domain.Publication {
		at := slices.IndexFunc(all, func(p domain.Publication) bool { return p.Nation == nation && p.State() == domain.PublicationDraft })
		require.GreaterOrEqual(s.t, at, 0, nation)
		return all[at]
	}
	draft := draftOf(domain.England)
	s.door("sg_lead", "/publications/"+string(draftOf(domain.Scotland).ID))
	s.door("sg_lead", s.toCorrect("/publications/scotland-1-1/correct?body="))
	s.door("dhsc_lead", "/publications/"+string(draft.ID))
	s.door("teaching_approver", "/bodies/RJ1/publications/"+string(draft.ID))
	s.door("community_rd", "/bodies/RYY/publications/"+string(draft.ID))
}

// toCorrect is the address at which a correction is asked for of the body of which
// most has changed since.
func (s *staging) toCorrect(address string) string {
	lead, best, most := s.at("sg_lead"), "", 0
	lead.open(address).page.Find("main select[name=body] option").Each(func(_ int, o *goquery.Selection) {
		if at := address + o.AttrOr("value", ""); at != address {
			if n := lead.open(at).page.Find("main [name=duties]").Length(); n > most {
				best, most = at, n
			}
		}
	})
	require.NotEmpty(s.t, best, "nothing has changed since it was issued")
	return best
}

// findings leads to where oversight dismisses what was found about a duty, from the
// first in its queue, and to one that was answered.
func (s *staging) findings() {
	reviewer := s.at("dhsc_reviewer")
	duty := href(reviewer.open("/disagreements?finding=any"), "main td a[href$='#findings']")
	s.door("dhsc_reviewer", href(reviewer.open(duty), "main a[href$='/dismiss']"))
	s.door("auditor", "/disagreements?finding=answered")
}

// accounts leaves somebody who is to sign and waits to be confirmed, with a
// link by which they choose a password.
func (s *staging) accounts() {
	adds := s.at("administrator")
	add := adds.open("/people/new").form("/people/new")
	add.set("name", "Newly Appointed").set("email", "new@example.org").set("post", "Chief nurse").set("employer", "RYY")
	made := adds.send(add.set("role", string(domain.Approver)).set("body", "RYY"))
	require.Equal(s.t, 200, made.status, made.gist())
	link := made.page.Find("#link")
	address, err := url.Parse(strings.TrimSpace(link.Text()))
	require.NoError(s.t, err)
	s.door("dhsc_lead", address.Path)
	s.door("dhsc_lead", href(made, "main a[href^='/people/']"))
}

// href is where a page's link leads.
func href(a *reply, selector string) string {
	a.t.Helper()
	found, there := a.page.Find(selector).Attr("href")
	require.True(a.t, there, "%s has no link %s: %s", a.what, selector, a.gist())
	return found
}
