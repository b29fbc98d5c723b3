package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
	"heed/web/ui"
)

// What the form suggests, in working days, so that no date falls on a weekend.
const (
	daysToReport  = 30 // from opening to due
	daysToClose   = 10 // from due to closed
	daysToReview  = 20 // from closed to reviewed
	daysToPublish = 10 // from reviewed to published
)

func (s *Site) newRound(r *request) error {
	if len(r.leads(access.OpenRound)) == 0 {
		return domain.Missing()
	}
	return r.page(page.OpenRound(r.roundsView(), openRoundFields(r, form.Show(suggested(r)))))
}

func (r *request) roundsView(below ...ui.Crumb) page.View {
	return r.viewBelow(append([]ui.Crumb{{Text: r.words.T("rounds.title"), Href: "/rounds"}}, below...)...)
}

// suggested are sensible days for a round that opens today: returns speak of
// the end of last month, and have six weeks.
func suggested(r *request) url.Values {
	opens := r.day()
	due := opens.WorkingDaysAfter(daysToReport)
	closes := due.WorkingDaysAfter(daysToClose)
	review := closes.WorkingDaysAfter(daysToReview)
	month := opens.Start().Month()
	values := url.Values{"name": {r.words.T("open_round.name.suggested", domain.Args{
		"Month": r.words.T("format.month." + strconv.Itoa(int(month))), "Year": opens.Start().Format("2006"),
	})}}
	for _, nation := range r.leads(access.OpenRound) {
		values.Add("nations", string(nation))
	}
	form.SetDay(values, "opens", opens)
	form.SetDay(values, "as_at", firstOfMonth(opens).Add(-1))
	form.SetDay(values, "due", due)
	form.SetDay(values, "closes", closes)
	form.SetDay(values, "review_by", review)
	form.SetDay(values, "publishes", review.WorkingDaysAfter(daysToPublish))
	return values
}

func firstOfMonth(day domain.Day) domain.Day {
	at := day.Start()
	return domain.DayOf(time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, domain.London))
}

func openRoundFields(r *request, f *form.Form) page.OpenRoundFields {
	w := r.words
	day := func(name string) *form.Day {
		ask := form.Ask{Label: w.T("open_round." + name), Required: true}
		if hint := "open_round." + name + ".hint"; w.Has(hint) {
			ask.Hint = w.T(hint)
		}
		return f.Day(name, ask)
	}
	return page.OpenRoundFields{
		Form:      f,
		Name:      f.Text("name", form.Ask{Label: w.T("open_round.name"), Hint: w.T("open_round.name.hint"), Required: true}, 60),
		Nations:   f.Choices("nations", form.Ask{Label: w.T("open_round.nations"), Required: true}, options(w, "nation", r.leads(access.OpenRound))),
		Opens:     day("opens"),
		AsAt:      day("as_at"),
		Due:       day("due"),
		Closes:    day("closes"),
		ReviewBy:  day("review_by"),
		Publishes: day("publishes"),
		Bodies:    f.Lines("bodies", form.Ask{Label: w.T("open_round.bodies"), Hint: w.T("open_round.bodies.hint")}, 4000),
	}
}

// openRound opens a round by hand (R8).
func (s *Site) openRound(r *request) error {
	if len(r.leads(access.OpenRound)) == 0 {
		return domain.Missing()
	}
	f := form.Read(r.postForm())
	fields := openRoundFields(r, f)
	places, err := r.places()
	if err != nil {
		return err
	}
	round := roundOf(s.Report, fields)
	if round.Bodies, err = pilotBodies(r, places, fields, round.Nations); err != nil {
		f.Apply(domain.AsProblems(err))
	}
	if !f.Ok() {
		return r.atFault(page.OpenRound(r.roundsView(), fields))
	}
	opened, err := s.App.OpenRound(r.ctx(), r.actor(), app.OpenRound{Round: round})
	if domain.KindOf(err) == domain.Invalid {
		f.Apply(domain.AsProblems(err))
		return r.atFault(page.OpenRound(r.roundsView(), fields))
	}
	if err != nil {
		return err
	}
	return r.done(roundHref(opened.ID), "round_opened")
}

func roundOf(report string, fields page.OpenRoundFields) domain.Round {
	round := domain.Round{
		Report: report, Name: fields.Name.Value, Opens: fields.Opens.Value, AsAt: fields.AsAt.Value, Due: fields.Due.Value,
		Closes: fields.Closes.Value, ReviewBy: fields.ReviewBy.Value, Publishes: fields.Publishes.Value,
	}
	for _, nation := range fields.Nations.Values {
		round.Nations = append(round.Nations, domain.Nation(nation))
	}
	return round
}

// pilotBodies are the codes of the bodies that a pilot names, none where it
// names none. Every one at fault is named.
func pilotBodies(r *request, p places, fields page.OpenRoundFields, nations []domain.Nation) ([]string, error) {
	typed := strings.FieldsFunc(fields.Bodies.Value, func(c rune) bool { return c == ',' || c == ';' || c == '\n' })
	var codes, faults []string
	fault := func(key, code string) {
		if said := r.words.Problem(domain.Bad("bodies", key, domain.Args{"Code": code})); !slices.Contains(faults, said) {
			faults = append(faults, said)
		}
	}
	for _, code := range typed {
		if code = strings.TrimSpace(code); code == "" {
			continue
		}
		body, known := p.named(code, r.day())
		switch {
		case !known:
			fault("round.body_unknown", code)
		case !slices.Contains(nations, body.Nation):
			fault("round.body_elsewhere", code)
		case !slices.Contains(codes, body.Code):
			codes = append(codes, body.Code)
		}
	}
	if len(faults) > 0 {
		return nil, domain.Bad("bodies", "round.bodies_at_fault", domain.Args{"Faults": strings.Join(faults, ". ")})
	}
	return codes, nil
}
