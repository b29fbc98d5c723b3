package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/browsertest"
)

// TestTheWholeWay tells the product's main job as the people who do it, from
// the recommendation to its confirmation, a dispute and what came between. The
// same story is told in a browser, in a browser without scripts, and by plain
// HTTP on both engines; the record is looked at when it is over.
func TestTheWholeWay(t *testing.T) {
	t.Run("in a browser", func(t *testing.T) { browse(t, true) })
	t.Run("in a browser without scripts", func(t *testing.T) { browse(t, false) })
	onEachEngine(t, func(t *testing.T, p *product) {
		tell(&way{t: t, p: p, come: func() teller { return &reader{visitor: p.visit("")} }})
	})
}

func browse(t *testing.T, scripts bool) {
	p := newProduct(t, onSQLite)
	base, chromium := p.serve(), browsertest.Open(t)
	tell(&way{t: t, p: p, come: func() teller {
		s := &surfer{Page: chromium.Page(t), t: t, base: base}
		s.must(s.Scripts(scripts))
		return s
	}})
}

// way is the story with its people.
type way struct {
	t    testing.TB
	p    *product
	come func() teller // somebody new, signed out

	rita, anna, rex, rose teller
	said                  []string // every text that somebody typed
}

// say notes what is typed: none of it may stand in the log of events.
func (w *way) say(text string) string {
	w.said = append(w.said, text)
	return text
}

// arrives has somebody follow their invitation and choose a password.
func (w *way) arrives(name string) teller {
	w.t.Helper()
	invited, err := w.p.app.InvitePerson(w.t.Context(), w.p.as("lea"), w.p.as(name).Person.ID)
	require.NoError(w.t, err)
	at, path := w.come(), "/set-password/"+invited.Token
	at.open(path)
	at.send(path, fill("password", w.say(password), "again", password))
	return at
}

func tell(w *way) {
	w.rita, w.anna, w.rex, w.rose = w.arrives("rita"), w.arrives("anna"), w.arrives("rex"), w.arrives("rose")
	w.stands("not_yet_due", "Nd")
	w.theBodyAnswersTheRecommendation()
	w.theReporterWritesAndLeavesAndComesBack()
	w.theReporterSubmitsAndCannotSign()
	w.theApproverSigns()
	w.stands("claimed", "Cl")
	w.oversightAsksAndAccepts()
	w.stands("confirmed", "Co")
	w.theApproverGivesASecondVersionBack()
	w.oversightSendsItBack()
	w.oversightFindsSomethingMissing()
	w.stands("claimed", "Cl")
	w.theBodyDisputesOnce()
	w.stands("confirmed", "Co")
	w.everythingStaysReadable()
	w.theRecordHolds()
}

// stands requires that every page of the whole shows the duty under a word.
func (w *way) stands(word, sign string) {
	w.t.Helper()
	const name = "Kent Community Health NHS Foundation Trust"
	w.rex.open("/integrated")
	require.True(w.t, w.rex.has(`#integrated a[href="/integrated/9/england?word=`+word+`"]`), "the integrated view")
	w.rex.open("/integrated/9/england?word=" + word)
	require.Contains(w.t, w.rex.reads("#behind"), name, "the list behind the cell")
	w.rex.open("/heatmap?region=South+East")
	require.Equal(w.t, sign, w.rex.reads(`a[href="`+mentorsPath+`"]`), "the heatmap")
	w.rex.open("/graph")
	figures := map[string]string{"claimed": "Co 0 Cl 1 of 236", "confirmed": "Co 1 Cl 0 of 236"}
	require.Contains(w.t, w.rex.reads(`a.heed-node[href="/recommendations/9"]`), figures[word], "the graph")
	w.rita.open("/bodies/" + trust)
	require.Contains(w.t, w.rita.reads("#rec-9"), sign, "the body's own page")
}

func (w *way) theBodyAnswersTheRecommendation() {
	w.rita.open(mentorsPath)
	require.Contains(w.t, w.rita.reads(".heed-next"), "Your organisation has not said yet whether it accepts this")
	w.rita.follow(`.heed-next a[href$="/response"]`)
	w.rita.send("/response", fill("response", "accepted", "owner", w.say("Director of Quibblethorpe House")).on("target", "31", "3", "2027"))
	require.Contains(w.t, w.rita.reads("main"), "Director of Quibblethorpe House")
	require.Contains(w.t, w.rita.reads("main"), "31 March 2027")
}

// theReporterWritesAndLeavesAndComesBack adds a file, a link and a statement
// from within the draft; every way out of the form keeps what was typed.
func (w *way) theReporterWritesAndLeavesAndComesBack() {
	w.rita.follow(`.heed-next a[href$="/return"]`)
	require.Contains(w.t, w.rita.reads("main"), "Pairs exist and meet.", "what counts as proof stands with the question")
	w.rita.send("/return", fill("met-9a", "met", "narrative", w.say("Forty zebrafinch pairs meet every month.")).pressing("evidence:9a"))
	period := func(f fields) fields { return f.on("from", "1", "4", "2026").on("to", "30", "9", "2026") }
	w.rita.send("/evidence", period(fill("for", "9a", "for", "9c", "kind", "file", "title", w.say("Programme guide, marmalade edition"))).
		with("guide.pdf", pdf("Guide")))
	require.Equal(w.t, "Forty zebrafinch pairs meet every month.", w.rita.holds("narrative"))

	w.rita.send("/return", fill("met-9b", "met", "met-9c", "met").pressing("evidence:9b"))
	w.rita.send("/evidence", period(fill("for", "9b", "kind", "link", "title", w.say("Open invitation to all staff"),
		"url", w.say("https://example.org/quince-invitation"))))
	w.rita.send("/return", fill("status", "implemented").pressing("evidence:9c"))
	w.rita.send("/evidence", period(fill("for", "9c", "kind", "statement", "title", w.say("What the mentored say"),
		"text", w.say("Nine of ten would do it again, the almanac says."))))

	w.rita.open("/")
	require.Contains(w.t, w.rita.reads("main"), "9. Mentoring", "the start page leads back")
	w.rita.open(mentorsPath + "/return")
	require.Equal(w.t, "Forty zebrafinch pairs meet every month.", w.rita.holds("narrative"))
	for _, chosen := range []string{`[name="met-9a"][value=met]`, `[name="met-9b"][value=met]`, `[name="met-9c"][value=met]`, `[name=status][value=implemented]`} {
		require.True(w.t, w.rita.has(`main input`+chosen+`:checked`), chosen)
	}
	for _, title := range []string{"Programme guide, marmalade edition", "Open invitation to all staff", "What the mentored say"} {
		require.Contains(w.t, w.rita.reads("main"), title)
	}
}

func (w *way) theReporterSubmitsAndCannotSign() {
	w.rita.send("/return", fill("summary", w.say("Mentoring pairs meet all over Kentshire.")).pressing("check"))
	require.Contains(w.t, w.rita.reads("main"), "This return claims that the duty is implemented")
	require.Contains(w.t, w.rita.reads("main"), "guide.pdf")
	w.rita.send("/return/check", fill())
	require.Contains(w.t, w.rita.reads("main"), "It waits for your accountable person to sign it")
	require.Equal(w.t, http.StatusNotFound, w.rita.status("/bodies/"+trust+"/sign"), "who reports never signs (R10)")
	require.Equal(w.t, http.StatusNotFound, w.rex.status(mentorsPath+"/versions/1"), "oversight sees a version from sign-off")
}

// signed has the approver sign one version; on a telephone, where they can.
func (w *way) signed(no string) {
	w.t.Helper()
	if s, isSurfer := w.anna.(*surfer); isSurfer {
		s.must(s.At(375))
	}
	w.anna.open("/bodies/" + trust + "/sign")
	w.anna.send("/sign", fill("returns", "9:"+no, "attest", "yes", "meeting", w.say("Board of Umbelshire, item seven")))
	require.Contains(w.t, w.anna.reads("main"), "Signed. The returns now count")
}

func (w *way) theApproverSigns() {
	w.anna.open("/bodies/" + trust + "/sign")
	for _, told := range []string{"9. Mentoring", "New claim", "I am accountable for this at Kent Community Health"} {
		require.Contains(w.t, w.anna.reads("main"), told)
	}
	require.Equal(w.t, http.StatusUnprocessableEntity, w.anna.fails("/sign", fill("returns", "9:1")), "the words have to be attested")
	w.signed("1")
}

func (w *way) oversightAsksAndAccepts() {
	w.rex.open("/desk")
	require.Contains(w.t, w.rex.reads("#queue"), "Kent Community Health NHS Foundation Trust")
	require.Contains(w.t, w.rex.reads("#queue"), "New claim")
	w.rex.send(w.takeForm(), fill())
	w.rex.open("/desk?holder=mine")
	w.rex.follow(`#queue a[href="` + mentorsPath + `/review/1"]`)
	w.rex.follow(`main a[href$="/question/1"]`)
	w.rex.send("/question/1", fill("text", w.say("How many of the forty are nurses, in plain numerals?")))

	w.rita.open(mentorsPath)
	w.rita.follow(`.heed-next a[href*="/answer/"]`)
	require.Contains(w.t, w.rita.reads("main"), "How many of the forty are nurses")
	w.rita.send("/"+lastPart(w.rita), fill("text", w.say("Twenty-three of them, says the register of Ambleholt.")))

	w.rex.open(mentorsPath + "/review/1")
	require.Equal(w.t, http.StatusUnprocessableEntity, w.rex.fails("/review/1", fill("outcome", "accepted", "grade", "fully_satisfactory",
		"assurance", "evidence_checked", "verdict-9a", "met")), "what was not looked at is not checked (R16)")
	w.rex.send("/review/1", verdicts("met", "met", "met", "outcome", "accepted", "grade", "fully_satisfactory", "assurance", "evidence_checked"))
}

// takeForm ends the address of the form that takes the return from the desk.
func (w *way) takeForm() string {
	returns, err := w.p.store.Reader().ReturnsOf(w.t.Context(), everywhere, w.p.duty(mentors).ID)
	require.NoError(w.t, err)
	return "/take/" + string(returns[len(returns)-1].ID)
}

func verdicts(a, b, c string, more ...string) fields {
	return fill(append([]string{"verdict-9a", a, "verdict-9b", b, "verdict-9c", c}, more...)...)
}

// lastPart is the end of the address of the only form of a page.
func lastPart(at teller) string {
	action := ""
	switch at := at.(type) {
	case *reader:
		action = at.page.page.Find("main form").First().AttrOr("action", "")
	case *surfer:
		action, _ = at.Address()
	}
	return action[strings.LastIndex(action, "/")+1:]
}
