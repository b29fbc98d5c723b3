package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR10_ADrafterIsWhoeverChangedAWord(t *testing.T) {
	r := domain.Return{ID: "r", State: domain.ReturnAwaited, Version: 1}
	r, err := domain.EditDraft(r, "ann", 1, inProgress("2027-03-31"))
	require.NoError(t, err)
	require.Equal(t, domain.ReturnDraft, r.State)
	require.Equal(t, []domain.ID{"ann"}, r.Drafters)

	r, err = domain.EditDraft(r, "bea", 1, inProgress("2027-03-31"))
	require.NoError(t, err)
	require.Equal(t, []domain.ID{"ann"}, r.Drafters, "saving what stands changes no word")

	r, err = domain.EditDraft(r, "cas", 1, inProgress("2027-06-30"))
	require.NoError(t, err)
	r, err = domain.EditDraft(r, "ann", 1, implemented())
	require.NoError(t, err)
	require.Equal(t, []domain.ID{"ann", "cas"}, r.Drafters)

	fresh, err := domain.EditDraft(domain.Return{State: domain.ReturnAwaited, Draft: implemented()}, "dot", 0, implemented())
	require.NoError(t, err)
	require.Equal(t, []domain.ID{"dot"}, fresh.Drafters, "a draft always has somebody's name to it")
}

func TestR10_NobodySignsWhatTheyDrafted(t *testing.T) {
	v := domain.Version{Drafters: []domain.ID{"ann", "cas"}}
	s := domain.NewDutyState()
	refusedAs(t, domain.MaySign(s, v, "ann"), domain.Forbidden, "sign.drafter")
	refusedAs(t, domain.MaySign(s, v, "cas"), domain.Forbidden, "sign.drafter")
	require.NoError(t, domain.MaySign(s, v, "bea"))
}

func TestR12_NothingIsSignedOnAClosedDuty(t *testing.T) {
	s := domain.NewDutyState()
	s.Closure = domain.ClosedNotImplemented
	refusedAs(t, domain.MaySign(s, domain.Version{}, "bea"), domain.Forbidden, "duty.closed")
}

// TestR14_NoDateMovesUnexplainedByASignature has the first date come after the
// version was submitted, when the version needed no reason.
func TestR14_NoDateMovesUnexplainedByASignature(t *testing.T) {
	s := domain.NewDutyState()
	v := domain.Version{Content: inProgress("2027-06-01")}
	require.NoError(t, domain.MaySign(s, v, "bea"), "the first date")
	s.FirstTarget, s.Target = "2028-01-01", "2028-01-01"
	refusedAs(t, domain.MaySign(s, v, "bea"), domain.Forbidden, "sign.date_moved")
	v.Content.SlipReason = "The suite is ready earlier."
	require.NoError(t, domain.MaySign(s, v, "bea"))
	v.Content.SlipReason, v.Content.Target = "", "2028-01-01"
	require.NoError(t, domain.MaySign(s, v, "bea"), "the same date")
	v.Content.Target = ""
	require.NoError(t, domain.MaySign(s, v, "bea"), "no date of its own")
}

func TestALostRaceShowsWhatStands(t *testing.T) {
	now := domain.Return{ID: "r", State: domain.ReturnDraft, Draft: inProgress("2027-03-31"), Version: 5}
	got, err := domain.EditDraft(now, "ann", 4, implemented())
	refusedAs(t, err, domain.Conflict, "return.changed")
	require.Equal(t, now, domain.AsProblems(err)[0].Now)
	require.Equal(t, now, got, "nothing is half changed")

	_, err = domain.Submit(now, 4, 1)
	refusedAs(t, err, domain.Conflict, "return.changed")
}

func TestADraftIsOpenOnlyUntilItIsSubmitted(t *testing.T) {
	editable := map[domain.ReturnState]bool{
		domain.ReturnAwaited: true, domain.ReturnDraft: true, domain.ReturnSentBack: true,
		domain.ReturnSubmitted: false, domain.ReturnSigned: false, domain.ReturnReceived: false, domain.ReturnAccepted: false,
	}
	for state, open := range editable {
		r := domain.Return{State: state, Sealed: 2}
		_, errEdit := domain.EditDraft(r, "ann", 0, implemented())
		after, errSubmit := domain.Submit(r, 0, 3)
		if !open {
			refusedAs(t, errEdit, domain.Conflict, "return.not_editable")
			refusedAs(t, errSubmit, domain.Conflict, "return.not_editable")
			require.Equal(t, r, after)
			continue
		}
		require.NoError(t, errEdit, state)
		require.NoError(t, errSubmit, state)
		require.Equal(t, domain.ReturnSubmitted, after.State)
		require.Equal(t, 3, after.Sealed)
	}
}

func TestReportedBeginsWithTheSignature(t *testing.T) {
	for state, reported := range map[domain.ReturnState]bool{
		domain.ReturnAwaited: false, domain.ReturnDraft: false, domain.ReturnSubmitted: false,
		domain.ReturnSigned: true, domain.ReturnReceived: true, domain.ReturnAccepted: true, domain.ReturnSentBack: true,
	} {
		require.Equal(t, reported, state.Reported(), state)
	}
}

func TestVersionsCountPerDutyAcrossRounds(t *testing.T) {
	require.Equal(t, 1, domain.NextVersion(nil))
	require.Equal(t, 4, domain.NextVersion([]domain.Return{{Sealed: 1}, {Sealed: 3}, {}}))
}

func TestR14_WhatABodyWritesOnNow(t *testing.T) {
	past := domain.Round{ID: "past", OpenedAt: noon("2026-01-05"), ClosedAt: noon("2026-03-31")}
	open := domain.Round{ID: "open", OpenedAt: noon("2026-10-05")}
	rounds := []domain.Round{past, open}
	ret := func(id, round domain.ID, state domain.ReturnState, signed int) domain.Return {
		return domain.Return{ID: id, DutyID: "d", RoundID: round, State: state, Signed: signed}
	}
	cases := []struct {
		name    string
		returns []domain.Return
		writes  domain.ID
	}{
		{"the open round's", []domain.Return{ret("a", "past", domain.ReturnAccepted, 1), ret("b", "open", domain.ReturnAwaited, 0)}, "b"},
		{"the open round's before what was sent back", []domain.Return{ret("a", "past", domain.ReturnSentBack, 1), ret("b", "open", domain.ReturnDraft, 0)}, "b"},
		{"what is signed is out of its hands: a new interim one", []domain.Return{ret("b", "open", domain.ReturnSigned, 2)}, ""},
		{"likewise an interim one", []domain.Return{ret("c", "", domain.ReturnSigned, 2)}, ""},
		{"an interim one begun beside what waits for oversight", []domain.Return{ret("b", "open", domain.ReturnSigned, 2), ret("c", "", domain.ReturnDraft, 0)}, "c"},
		{"and until it is signed", []domain.Return{ret("b", "open", domain.ReturnSigned, 2), ret("c", "", domain.ReturnSubmitted, 0)}, "c"},
		{"what was sent back meanwhile", []domain.Return{ret("b", "open", domain.ReturnSentBack, 2), ret("c", "", domain.ReturnDraft, 0)}, "b"},
		{"not where the interim one is signed", []domain.Return{ret("b", "open", domain.ReturnSentBack, 2), ret("c", "", domain.ReturnSigned, 3)}, ""},
		{"what was sent back after the round closed", []domain.Return{ret("a", "past", domain.ReturnSentBack, 1)}, "a"},
		{"what waits for signature", []domain.Return{ret("a", "past", domain.ReturnSubmitted, 0)}, "a"},
		{"not what was sent back before later ones were signed", []domain.Return{ret("a", "past", domain.ReturnSentBack, 1), ret("b", "open", domain.ReturnAccepted, 2)}, ""},
		{"an interim one under way", []domain.Return{ret("b", "open", domain.ReturnAccepted, 2), ret("c", "", domain.ReturnDraft, 0)}, "c"},
		{"not an interim one that went on in a round’s", []domain.Return{ret("c", "", domain.ReturnDraft, 0), ret("b", "open", domain.ReturnSigned, 2)}, ""},
		{"nor where that was dealt with", []domain.Return{ret("c", "", domain.ReturnDraft, 0), ret("a", "past", domain.ReturnAccepted, 2)}, ""},
		{"but where nothing was written in the round", []domain.Return{ret("c", "", domain.ReturnDraft, 0), ret("a", "past", domain.ReturnAwaited, 0)}, "c"},
		{"what was sent back before an interim draft", []domain.Return{ret("c", "", domain.ReturnSentBack, 1), ret("e", "", domain.ReturnDraft, 0)}, "c"},
		{"a new interim one", []domain.Return{ret("b", "open", domain.ReturnReceived, 2), ret("c", "", domain.ReturnAccepted, 3)}, ""},
		{"the first ever", nil, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := domain.CurrentReturn(c.returns, rounds)
			require.Equal(t, c.writes, got.ID)
			if c.writes == "" {
				require.Equal(t, domain.ReturnAwaited, got.State)
				require.Empty(t, got.RoundID, "an interim return is in no round")
			}
		})
	}
}

func TestR14_AnAnswerThatTheApproverGaveBackIsStillAnAnswer(t *testing.T) {
	past := []domain.Round{{ID: "past", OpenedAt: noon("2026-01-05"), ClosedAt: noon("2026-03-31")}}
	answer := domain.Return{ID: "a", RoundID: "past", State: domain.ReturnDraft, Sealed: 2, Signed: 1}
	require.True(t, answer.GivenBack())
	require.Equal(t, domain.ID("a"), domain.CurrentReturn([]domain.Return{answer}, past).ID)

	first := domain.Return{ID: "a", RoundID: "past", State: domain.ReturnDraft, Sealed: 1}
	require.True(t, first.GivenBack())
	require.Empty(t, domain.CurrentReturn([]domain.Return{first}, past).ID, "what was never signed is a draft that the closing caught")
	require.False(t, domain.Return{State: domain.ReturnDraft}.GivenBack(), "a draft never sealed")
	require.False(t, domain.Return{State: domain.ReturnSentBack, Sealed: 1, Signed: 1}.GivenBack(), "oversight's doing")
}

func TestR14_WhoHasAnotherReturnOpenIsToldWhichIsWrittenOnNow(t *testing.T) {
	rounds := []domain.Round{
		{ID: "past", OpenedAt: noon("2026-01-05"), ClosedAt: noon("2026-03-31")},
		{ID: "open", OpenedAt: noon("2026-10-05")},
	}
	ret := func(id, round domain.ID, state domain.ReturnState, signed int) domain.Return {
		return domain.Return{ID: id, RoundID: round, State: state, Signed: signed}
	}
	cases := []struct {
		name    string
		returns []domain.Return // the first is open before somebody
		now     domain.ID       // what is written on instead; "" where they go on
	}{
		{"the current one", []domain.Return{ret("b", "open", domain.ReturnDraft, 0)}, ""},
		{"a draft that the closing caught", []domain.Return{ret("a", "past", domain.ReturnDraft, 0)}, ""},
		{"nothing saved when the round closed", []domain.Return{ret("a", "past", domain.ReturnAwaited, 0)}, ""},
		{"an interim one was begun since", []domain.Return{ret("a", "past", domain.ReturnDraft, 0), ret("c", "", domain.ReturnDraft, 0)}, "c"},
		{"the next round opened since", []domain.Return{ret("a", "past", domain.ReturnDraft, 0), ret("b", "open", domain.ReturnDraft, 0)}, "b"},
		{"sent back, and the next round opened since", []domain.Return{ret("a", "past", domain.ReturnSentBack, 1), ret("b", "open", domain.ReturnAwaited, 0)}, "b"},
		{"signed, and the next round opened since", []domain.Return{ret("a", "past", domain.ReturnSigned, 1), ret("b", "open", domain.ReturnAwaited, 0)}, "b"},
		{"submitted", []domain.Return{ret("b", "open", domain.ReturnSubmitted, 0)}, ""},
	}
	for _, c := range cases {
		err := domain.StillWritten(c.returns[0], c.returns, rounds)
		if c.now == "" {
			require.NoError(t, err, c.name)
			continue
		}
		refusedAs(t, err, domain.Conflict, "return.moved_on")
		require.Equal(t, c.now, domain.AsProblems(err)[0].Now.(domain.Return).ID, c.name)
	}
	overtaken := []domain.Return{ret("b", "open", domain.ReturnSentBack, 1), ret("c", "", domain.ReturnAccepted, 2)}
	refusedAs(t, domain.StillWritten(overtaken[0], overtaken, rounds), domain.Conflict, "return.moved_on")
	signed := []domain.Return{ret("b", "open", domain.ReturnSigned, 1)}
	refusedAs(t, domain.StillWritten(signed[0], signed, rounds), domain.Conflict, "return.moved_on")
}

func TestR14_ADraftThatTheClosingCaughtIsKept(t *testing.T) {
	past := domain.Round{ID: "past", OpenedAt: noon("2026-01-05"), ClosedAt: noon("2026-03-31")}
	caught := domain.Return{ID: "a", DutyID: "d", RoundID: "past", State: domain.ReturnDraft,
		Draft: inProgress("2027-03-31"), Drafters: []domain.ID{"ann"}}
	got := domain.CurrentReturn([]domain.Return{caught}, []domain.Round{past})
	require.Equal(t, domain.ID("d"), got.DutyID)
	require.Equal(t, caught.Draft, got.Draft, "nothing typed is lost")
	require.Equal(t, caught.Drafters, got.Drafters, "and whoever wrote it still can't sign it")
	require.True(t, got.CaughtByClosing())
	require.False(t, domain.CurrentReturn(nil, nil).CaughtByClosing())
}

func TestR13_TheNarrativeIsNotCarriedByItself(t *testing.T) {
	last := implemented()
	last.SlipReason, last.NoChange, last.Minutes = "why", true, 20
	next := domain.Carry(last)
	require.Equal(t, last.Answers, next.Answers)
	require.Equal(t, last.Evidence, next.Evidence)
	require.Empty(t, next.Narrative)
	require.Empty(t, next.SlipReason)
	require.False(t, next.NoChange)
	require.Zero(t, next.Minutes)
}

func TestR1_ReportedStatusMovesAtSignOff(t *testing.T) {
	before := duty14()
	c := implemented()
	c.Confidence, c.Barriers = domain.ConfidenceHigh, []domain.BarrierMention{{Key: "silos"}, {Key: "other_body", Body: "DHSC"}}
	after := domain.Sign(before.State, domain.Version{No: 3, Content: c, RoundID: "round"}, "2027-11-23", noon(today))
	require.Equal(t, 3, after.Signed)
	require.Equal(t, domain.Implemented, after.Status)
	require.Equal(t, domain.ID("round"), after.SignedIn)
	require.Equal(t, noon(today), after.SignedAt)
	require.Equal(t, []string{"silos", "other_body"}, after.Barriers)
	require.Equal(t, domain.Day("2027-11-23"), after.Expires)
	require.Equal(t, domain.MetYes, after.Met["14a"])
	require.Equal(t, domain.NotAssessed, after.Grade, "the assessment moves at review only")
	require.Equal(t, domain.NewDutyState(), before.State, "the state before is left as it was")
}

func TestR14_TheFirstDateIsKeptForEver(t *testing.T) {
	d := signed(duty14(), 1, inProgress("2026-12-31"), "2026-01-10")
	require.Equal(t, domain.Day("2026-12-31"), d.State.FirstTarget)
	require.Zero(t, d.State.Slips)
	d = signed(d, 2, inProgress("2027-06-30"), "2026-04-10")
	d = signed(d, 3, inProgress("2027-06-30"), "2026-07-10")
	d = signed(d, 4, inProgress(""), "2026-10-10")
	d = signed(d, 5, inProgress("2027-12-31"), "2026-11-10")
	require.Equal(t, domain.Day("2026-12-31"), d.State.FirstTarget)
	require.Equal(t, domain.Day("2027-12-31"), d.State.Target)
	require.Equal(t, 2, d.State.Slips)
}

func TestR14_TheFirstDateComesWithTheResponse(t *testing.T) {
	s, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: domain.ResponseAccepted, Owner: "Head of R&D", Target: "2027-03-31"}, today)
	require.NoError(t, err)
	require.Equal(t, domain.Day("2027-03-31"), s.FirstTarget)
	require.Equal(t, domain.Day("2027-03-31"), s.Target)
	require.Equal(t, today, s.ResponseAt)
	again, err := domain.Respond(s, domain.Reply{Response: domain.ResponseInPart, Reason: "Not in the community.", Owner: "Head of R&D", Target: "2027-03-31"}, today)
	require.NoError(t, err)
	require.Zero(t, again.Slips)
	_, err = domain.Respond(s, domain.Reply{Response: domain.ResponseAccepted, Owner: "Head of R&D", Target: "2027-09-30"}, today)
	require.Equal(t, []string{"target: response.target_in_return"}, fields(err), "a later date is a slip and goes through a return")
}

func TestAResponseGivesItsReasons(t *testing.T) {
	for _, response := range domain.Responses() {
		_, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: response, Owner: "Head of R&D"}, today)
		if response == domain.ResponseAccepted {
			require.NoError(t, err)
			continue
		}
		require.Equal(t, []string{"reason: response.reason_missing"}, fields(err), response)
		_, err = domain.Respond(domain.NewDutyState(), domain.Reply{Response: response, Reason: "Because.", Owner: "Head of R&D"}, today)
		require.NoError(t, err, response)
	}
	for _, response := range []domain.Response{"", domain.ResponseAwaited, "maybe"} {
		_, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: response, Reason: "Because.", Owner: "Head of R&D"}, today)
		require.Equal(t, []string{"response: response.missing"}, fields(err))
	}
}

func TestWhatABodyTakesOnSomebodyInItAnswersFor(t *testing.T) {
	for _, response := range domain.Responses() {
		_, err := domain.Respond(domain.NewDutyState(), domain.Reply{Response: response, Reason: "Because."}, today)
		if response == domain.ResponseRejected || response == domain.ResponseNotApplicable {
			require.NoError(t, err, response)
			continue
		}
		require.Equal(t, []string{"owner: response.owner_missing"}, fields(err), response)
	}
}

func TestANewResponseNeedsANewAgreement(t *testing.T) {
	s := domain.NewDutyState()
	s.Response, s.NAAgreed = domain.ResponseNotApplicable, true
	s, err := domain.Respond(s, domain.Reply{Response: domain.ResponseNotApplicable, Reason: "Still not.", Owner: "Head of R&D"}, today)
	require.NoError(t, err)
	require.False(t, s.NAAgreed)
}

func TestR1_EvidenceExpiresWithItsFreshestPiecePerRequirement(t *testing.T) {
	evidence := map[domain.ID]domain.Evidence{
		"old":       {Expires: "2026-06-30"},
		"new":       {Expires: "2027-06-30"},
		"late":      {Expires: "2028-01-01"},
		"lasting":   {},
		"destroyed": {Expires: "2030-01-01", Redacted: true},
	}
	use := func(id domain.ID, keys ...string) domain.EvidenceUse {
		return domain.EvidenceUse{EvidenceID: id, Requirements: keys}
	}
	met := map[string]domain.Answer{"a": {Met: domain.MetYes}, "b": {Met: domain.MetYes}}
	cases := []struct {
		name string
		uses []domain.EvidenceUse
		day  domain.Day
	}{
		{"none", nil, ""},
		{"one", []domain.EvidenceUse{use("old", "a")}, "2026-06-30"},
		{"the freshest of a requirement", []domain.EvidenceUse{use("old", "a"), use("new", "a")}, "2027-06-30"},
		{"the first requirement to lose its proof", []domain.EvidenceUse{use("late", "a"), use("new", "b")}, "2027-06-30"},
		{"one that lasts", []domain.EvidenceUse{use("old", "a"), use("lasting", "a")}, ""},
		{"one unknown", []domain.EvidenceUse{use("old", "a"), use("gone", "a")}, "2026-06-30"},
		{"one destroyed", []domain.EvidenceUse{use("old", "a"), use("destroyed", "a")}, "2026-06-30"},
		{"of a requirement not met", []domain.EvidenceUse{use("old", "c")}, ""},
	}
	for _, c := range cases {
		require.Equal(t, c.day, domain.ExpiryOf(domain.Content{Answers: met, Evidence: c.uses}, evidence), c.name)
	}
}

// A round takes on the interim draft that it finds. Where it closes before that
// was sent, the later words go on.
func TestR14_TheLaterWordsOfAnInterimDraftGoOn(t *testing.T) {
	past := []domain.Round{{ID: "past", OpenedAt: noon("2026-01-05"), ClosedAt: noon("2026-03-31")}}
	got := domain.CurrentReturn([]domain.Return{
		{ID: "c", State: domain.ReturnDraft, Draft: domain.Content{Narrative: "We begin."}},
		{ID: "a", RoundID: "past", State: domain.ReturnDraft, Draft: domain.Content{Narrative: "We begin, and go on."}},
	}, past)
	require.True(t, got.CaughtByClosing())
	require.Equal(t, "We begin, and go on.", got.Draft.Narrative)
}
