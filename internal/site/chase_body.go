package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/ui"
)

// chased is one body before somebody who chases it.
type chased struct {
	view.Chased
	picture *view.Picture
	people  []domain.Person // who else could hold it
	seen    string          // names what stands under it
}

// chased finds the body that the address names. To whoever does not chase it,
// there is no such page.
func (r *request) chased() (chased, error) {
	picture, err := r.picture()
	if err != nil {
		return chased{}, err
	}
	c := chased{picture: picture}
	if c.Chased, err = picture.ChaseOf(r.chasing(), r.Param("body")); err != nil {
		return c, err
	}
	c.seen = domain.ChaseSeen(c.Matters())
	known, err := r.site.Reader.PeopleOver(r.ctx(), r.seeing(false), c.Body.ID)
	able := r.able(known, access.Chase, access.At(c.Body.Path))
	c.people = named(slices.DeleteFunc(able, func(a domain.Actor) bool { return a.Person.ID == c.Chase.Holder }))
	return c, err
}

func (s *Site) chaseBody(r *request) error {
	c, err := r.chased()
	if err != nil {
		return err
	}
	return r.showChase(c, chaseNoteFields(r, c, form.Show(nil)), chaseHandFields(r, c, form.Show(nil)))
}

// lastNotes is how many notes a body's page shows at first.
const lastNotes = 3

// How a note leaves the body.
const (
	chaseKeep = "keep"
	chasePut  = "away"
)

// chaseNoteFields are not marked as not public: that says that the body reads
// them, and here it does not. The page says who does.
func chaseNoteFields(r *request, c chased, f *form.Form) page.ChaseNoteFields {
	w := r.words
	ask := func(key string) form.Ask {
		return form.Ask{Label: w.T("chase.note." + key), Hint: w.T("chase.note." + key + "_hint")}
	}
	var duties []form.Option
	for _, d := range c.Duties {
		duties = append(duties, form.Option{Value: string(d.Matter.Duty), Label: recName(d.Rec)})
	}
	return page.ChaseNoteFields{
		Form: f, Text: f.Lines("text", needed(ask("text"), "chase.text_missing"), domain.ChaseNoteMax),
		Promised: f.Day("promised", ask("promised")), About: f.Choices("about", ask("about"), duties),
		Away: f.Choice("away", needed(form.Ask{Label: w.T("chase.note.away")}, "chase.away_missing"), []form.Option{
			{Value: chaseKeep, Label: w.T("chase.note.keep")}, {Value: chasePut, Label: w.T("chase.note.put"), Hint: w.T("chase.note.put_hint")},
		}),
		Until: f.Day("until", ask("until")),
	}
}

func chaseHandFields(r *request, c chased, f *form.Form) page.HandOnFields {
	return page.HandOnFields{Form: f, To: hands{c.people, c.Chase.Holder, "chase.not_theirs", "chase.nobody_hint"}.field(r, f)}
}

// showChase shows the body with its forms; one of them may be at fault.
func (r *request) showChase(c chased, note page.ChaseNoteFields, hand page.HandOnFields) error {
	w := r.words
	p := page.ChaseBodyPage{
		Body: c.Body.Name, BodyHref: bodyHref(c.Body.Code), Href: chaseHref(c.Body.Code), State: c.State, Stands: r.chaseStands(c.Chased),
		Version: c.Chase.Version, Seen: c.seen, Note: note, HandOn: hand,
	}
	for _, d := range c.Duties {
		p.Duties = append(p.Duties, page.ChaseDuty{
			Rec: recName(d.Rec), Href: dutyHref(d.Key), Core: d.Rec.Core, Why: matterLines(w, d.Matter, c.picture.Day),
			Target: targetLine(w, d.Duty.State), Owner: orElse(d.Duty.Owner, w.T("duty.nobody_named")), Behind: d.Behind.All, Waits: tieLines(d.Waits),
		})
	}
	holders, err := r.holders([]view.Chased{c.Chased})
	if err != nil {
		return err
	}
	if c.Chase.Holder != "" {
		p.Holder = holders.of(r, c.Chase.Holder)
	} else {
		p.Take = p.Href + "/take"
	}
	notes, err := r.chaseNotes(c)
	if err != nil {
		return err
	}
	p.Notes, p.Earlier = notes[:min(lastNotes, len(notes))], notes[min(lastNotes, len(notes)):]
	f := note.Form
	if !hand.Ok() {
		f = hand.Form
	}
	v := r.viewBelow(ui.Crumb{Text: w.T("chase.title"), Href: chasePath})
	return r.form(f, page.ChaseBody(v.WithForm(f), p))
}

// takeChase puts the visitor's name to a body, and goes back to where they were.
func (s *Site) takeChase(r *request) error {
	c, err := r.chased()
	if err != nil {
		return err
	}
	if err := s.App.TakeChase(r.ctx(), r.actor(), app.TakeChase{Report: s.Report, Body: c.Body.Code}); err != nil {
		return err
	}
	f := form.Read(r.postForm())
	if f.Value("from") == "list" {
		return r.done(backTo(chasePath, f.Value("back")), "chase_taken")
	}
	return r.done(chaseHref(c.Body.Code), "chase_taken")
}

// handOnChase gives a body to somebody else, or back to the list.
func (s *Site) handOnChase(r *request) error {
	c, err := r.chased()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	if handedOn(f, c.Chase.Holder) {
		return r.done(chaseHref(c.Body.Code), "chase_handed_on")
	}
	hand := chaseHandFields(r, c, f)
	if !f.Ok() {
		return r.showChase(c, chaseNoteFields(r, c, form.Show(nil)), hand)
	}
	to := domain.ID(hand.To.Value)
	if to == backOnDesk {
		to = ""
	}
	err = s.App.HandOnChase(r.ctx(), r.actor(), app.HandOnChase{Report: s.Report, Body: c.Body.Code, Guard: guard, To: to})
	if refusedIn(f, err) {
		return r.showChase(c, chaseNoteFields(r, c, form.Show(nil)), hand)
	}
	if err != nil {
		return err
	}
	return r.done(chaseHref(c.Body.Code), "chase_handed_on")
}

// noteChase puts what was said into the record.
func (s *Site) noteChase(r *request) error {
	c, err := r.chased()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	fields := chaseNoteFields(r, c, f)
	if !f.Ok() {
		return r.showChase(c, fields, chaseHandFields(r, c, form.Show(nil)))
	}
	err = s.App.NoteChase(r.ctx(), r.actor(), app.NoteChase{
		Report: s.Report, Body: c.Body.Code, Guard: guard, Text: fields.Text.Value, Promised: fields.Promised.Value, Until: fields.Until.Value, About: idsOf(fields.About.Values),
		Away: fields.Away.Value == chasePut, Seen: c.Matters(), Before: f.Value("seen"),
	})
	switch {
	case refusedIn(f, err):
		return r.showChase(c, fields, chaseHandFields(r, c, form.Show(nil)))
	case domain.KindOf(err) == domain.Conflict:
		return r.chaseRace(c, fields, err)
	case err != nil:
		return err
	case fields.Away.Value == chasePut:
		return r.done(chasePath, "chase_away")
	}
	return r.done(chaseHref(c.Body.Code), "chase_noted")
}

// chaseRace keeps a note that lost a race: sent again, it stands beside what
// somebody else noted.
func (r *request) chaseRace(c chased, fields page.ChaseNoteFields, err error) error {
	typed := r.postForm()
	typed.Set("version", strconv.Itoa(c.Chase.Version))
	typed.Set("seen", c.seen)
	notes, failed := r.chaseNotes(c)
	if failed != nil {
		return failed
	}
	now := r.words.T("chase.notes.none")
	if len(notes) > 0 {
		now = notes[0].Text
	}
	here := chaseHref(c.Body.Code)
	return r.lost(err, race{view: r.viewBelow(ui.Crumb{Text: r.words.T("chase.title"), Href: chasePath}), now: here, action: here, values: typed, anew: true,
		differs: []page.Difference{{Label: r.words.T("chase.note.text"), Yours: fields.Text.Value, Now: now}}})
}

// chaseNotes is what was noted of a body, the latest first, each promise with
// what became of it.
func (r *request) chaseNotes(c chased) ([]page.Decision, error) {
	scope := r.chasing().View
	notes, err := r.site.Reader.ChaseNotes(r.ctx(), scope, r.site.Report, c.Body.ID)
	if err != nil {
		return nil, err
	}
	since, by := promisesIn(notes)
	people, err := r.named(by)
	if err != nil {
		return nil, err
	}
	outcomes, err := r.outcomes(c, notes, since)
	if err != nil {
		return nil, err
	}
	var shown []page.Decision
	for i := len(notes) - 1; i >= 0; i-- {
		n := notes[i]
		d := page.Decision{
			What: cmp.Or(outcomes[i], r.words.T("chase.notes.note")), When: r.words.Instant(n.At), Text: n.Text, Destroyed: n.Destroyed,
			Who: deskNames{people: people}.of(r, n.By),
		}
		d.Choice = r.noteDetail(n)
		shown = append(shown, d)
	}
	return shown, nil
}

// noteDetail is of which recommendations a note holds a promise, where it is not
// of all, and until when it put the body away.
func (r *request) noteDetail(n domain.ChaseNote) string {
	var lines []string
	var recs []int
	for _, m := range n.Seen {
		if slices.Contains(n.About, m.Duty) {
			recs = append(recs, m.Rec)
		}
	}
	if len(recs) > 0 {
		slices.Sort(recs)
		lines = append(lines, r.words.N("chase.notes.about", len(recs), domain.Args{"Recs": numbers(recs)}))
	}
	if !n.Until.IsZero() {
		lines = append(lines, r.words.T("chase.notes.until", domain.Args{"Day": n.Until}))
	}
	return strings.Join(lines, " ")
}
