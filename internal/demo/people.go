package demo

import (
	"slices"
	"strings"

	"heed/internal/domain"
)

// Invited is a person with what they may do.
type Invited struct {
	Person      domain.Person
	Memberships []domain.Membership
}

// part is one person by situation, as the cast list has it.
type part struct {
	key   string // of the catalogue: demo.<key>.title and .try
	name  string
	post  string
	body  string // code of the employer
	holds []hold
}

// hold is a membership by code or area.
type hold struct {
	role domain.Role
	on   string // a body's code, or an area that begins with uk
	recs []int
}

// cast is everybody by situation (R20), in the order of the page. The names are
// posts, so that nobody real is meant.
func cast() []part {
	england, wide := domain.England.Path(), domain.UK.Path()
	scotland, wales, ni := domain.Scotland.Path(), domain.Wales.Path(), domain.NorthernIreland.Path()
	return []part{
		{"community_rd", "Kit Manager", "Research and development manager", freshCode, []hold{{domain.Reporter, freshCode, nil}}},
		{"community_chief", "Casey Chief", "Chief executive", freshCode, []hold{{domain.Approver, freshCode, nil}}},
		{"dhsc_reviewer", "Robin Reviewer", "Policy reviewer, research", "DHSC",
			[]hold{{domain.Reviewer, england, nil}, {domain.Reviewer, wide, nil}, {domain.Observer, "uk", nil}}},
		{"dhsc_lead", "Dana Lead", "Head of research oversight", "DHSC",
			[]hold{{domain.OversightLead, england, nil}, {domain.OversightLead, wide, nil}, {domain.Observer, "uk", nil}}},
		{"teaching_rd", "Tay Office", "Head of the research office", Teaching, []hold{{domain.Reporter, Teaching, nil}}},
		{"teaching_hr", "Harper People", "Deputy director of workforce", Teaching,
			[]hold{{domain.Reporter, Teaching, []int{6, 11}}}},
		{"teaching_approver", "Ash Medical", "Medical director", Teaching, []hold{{domain.Approver, Teaching, nil}}},
		{"sent_back_rd", "Sandy Manager", "Research manager", backCode, []hold{{domain.Reporter, backCode, nil}}},
		{"silent_rd", "Quinn Manager", "Research and audit manager", quietCode, []hold{{domain.Reporter, quietCode, nil}}},
		{"university_office", "Una Office", "Director of health research partnerships", collegeCode,
			[]hold{{domain.Reporter, collegeCode, nil}}},
		{"university_approver", "Vice Provost", "Vice-principal for health", collegeCode, []hold{{domain.Approver, collegeCode, nil}}},
		{"nihr_manager", "Nic Programme", "Programme manager", "NIHR", []hold{{domain.Reporter, "NIHR", nil}}},
		{"nihr_director", "Noor Director", "Director of programmes", "NIHR", []hold{{domain.Approver, "NIHR", nil}}},
		{"sg_lead", "Skye Official", "Research policy lead", "SG-HSCD",
			[]hold{{domain.OversightLead, scotland, nil}, {domain.Observer, "uk", nil}}},
		{"sg_reviewer", "Glen Reviewer", "Research policy officer", "SG-HSCD", []hold{{domain.Reviewer, scotland, nil}}},
		{"wg_lead", "Carys Official", "Research policy lead", "WG-HSC",
			[]hold{{domain.OversightLead, wales, nil}, {domain.Observer, "uk", nil}}},
		{"wg_reviewer", "Bryn Reviewer", "Research policy officer", "WG-HSC", []hold{{domain.Reviewer, wales, nil}}},
		{"ni_lead", "Erne Official", "Research policy lead", "DOH-NI",
			[]hold{{domain.OversightLead, ni, nil}, {domain.Reviewer, ni, nil}, {domain.Observer, "uk", nil}}},
		{"assurer", "Alex Assurer", "Independent assurer", "", []hold{{domain.Assurer, "uk", nil}}},
		{"auditor", "Audley Auditor", "Public auditor", "", []hold{{domain.Auditor, "uk", nil}}},
		{"administrator", "Adi Administrator", "System administrator", "", []hold{{domain.Administrator, "uk", nil}}},
	}
}

// domainOfMail is of addresses that lead nowhere.
const domainOfMail = "@example.org"

// People is everybody: the cast first, then a reporter and an approver for
// each body that owes something and was reached, and more reviewers.
func (a *Author) People() []Invited {
	var all []Invited
	for i, p := range cast() {
		all = append(all, a.invite(p, &domain.Situation{Key: p.key, Order: i + 1}))
	}
	for _, p := range a.background() {
		all = append(all, a.invite(p, nil))
	}
	return all
}

// background is everybody who has no situation to try.
func (a *Author) background() []part {
	england, wide := domain.England.Path(), domain.UK.Path()
	dhsc := []hold{{domain.Reviewer, england, nil}, {domain.Reviewer, wide, nil}}
	parts := []part{
		{"dhsc_reviewer_2", "Second reviewer", "Policy reviewer, workforce", "DHSC", dhsc},
		{"dhsc_reviewer_3", "Third reviewer", "Policy reviewer, universities", "DHSC", dhsc},
		{"ni_reviewer", "Northern Ireland reviewer", "Research policy officer", "DOH-NI",
			[]hold{{domain.Reviewer, domain.NorthernIreland.Path(), nil}}},
	}
	for _, b := range a.owing() {
		if a.tempers[b.ID] == unreached {
			continue
		}
		posts := postsOf(b.Kind)
		for i, role := range []domain.Role{domain.Reporter, domain.Approver} {
			if a.staff(b, role, 0) == "" {
				name := []string{"Reporter", "Approver"}[i] + " for " + b.ShortName
				parts = append(parts, part{string(role) + "." + b.Code, name, posts[i], b.Code, []hold{{role, b.Code, nil}}})
			}
		}
	}
	return parts
}

// postsOf is who drafts and who signs in a kind of body.
func postsOf(kind domain.BodyKind) [2]string {
	switch {
	case kind.IsLocal():
		return [2]string{"Research manager", "Medical director"}
	case kind == domain.University:
		return [2]string{"Research partnerships manager", "Pro-vice-chancellor for health"}
	case kind == domain.Government:
		return [2]string{"Research policy officer", "Director of research"}
	}
	return [2]string{"Programme manager", "Director of programmes"}
}

// owing is every body that owes something today and can sign for it.
func (a *Author) owing() []domain.Body {
	owes := map[domain.ID]bool{}
	for _, day := range []domain.Day{domain.DayOf(a.Calendar()[0].Begins()), domain.DayOf(a.Now)} {
		for _, d := range domain.PlanDuties(*a.Pack, a.Bodies, day) {
			owes[d.BodyID] = true
		}
	}
	var bodies []domain.Body
	for _, b := range a.Bodies {
		if owes[b.ID] && !b.NoSignatory {
			bodies = append(bodies, b)
		}
	}
	return bodies
}

func (a *Author) invite(p part, situation *domain.Situation) Invited {
	address := strings.ToLower(strings.ReplaceAll(p.key, "_", "."))
	person := domain.Person{
		ID: a.IDs(), Name: p.name, Email: address + domainOfMail, Post: p.post, Demo: situation,
	}
	if b, found := a.body(p.body); found {
		person.BodyID = b.ID
	}
	a.people[p.key] = person.ID
	invited := Invited{Person: person}
	for _, h := range p.holds {
		m := domain.Membership{ID: a.IDs(), PersonID: person.ID, Role: h.role, Recs: slices.Clone(h.recs), Confirmed: true}
		if b, found := a.body(h.on); found {
			m.BodyID = b.ID
			a.held[b.ID] = append(a.held[b.ID], m)
		} else {
			m.Area = h.on
		}
		invited.Memberships = append(invited.Memberships, m)
	}
	return invited
}

// staff is who holds a role at a body for a recommendation; somebody who is
// there for that one alone comes before somebody who is there for all.
func (a *Author) staff(b domain.Body, role domain.Role, rec int) domain.ID {
	var found domain.ID
	for _, m := range a.held[b.ID] {
		if m.Role == role && m.CoversRec(rec) && (found == "" || rec > 0 && len(m.Recs) > 0) {
			found = m.PersonID
		}
	}
	return found
}

// reviewer is who looks at a body's returns: nobody whose own they are (R5).
// What the UK's own government and funders owe goes to the assurer, and the
// Scottish and Welsh governments look at each other's; where nobody agreed to
// that, as for Northern Ireland's, nobody does.
func (a *Author) reviewer(c chance, b domain.Body) domain.ID {
	nation := domain.OverseenBy(b.Nation)
	if slices.Contains(a.own[nation], b.ID) {
		return a.people[map[domain.Nation]string{
			domain.England: "assurer", domain.Scotland: "wg_reviewer", domain.Wales: "sg_reviewer",
		}[nation]]
	}
	return a.people[pick(c, map[domain.Nation][]string{
		domain.England:         {"dhsc_reviewer", "dhsc_reviewer_2", "dhsc_reviewer_3"},
		domain.Scotland:        {"sg_reviewer"},
		domain.Wales:           {"wg_reviewer"},
		domain.NorthernIreland: {"ni_reviewer", "ni_lead"},
	}[nation])]
}

// Lead is the oversight lead of a nation.
func (a *Author) Lead(nation domain.Nation) domain.ID {
	return a.people[map[domain.Nation]string{
		domain.England: "dhsc_lead", domain.Scotland: "sg_lead", domain.Wales: "wg_lead", domain.NorthernIreland: "ni_lead",
	}[domain.OverseenBy(nation)]]
}

// Assigned is a duty whose reviews somebody outside its oversight does.
type Assigned struct {
	Duty domain.DutyKey
	To   domain.ID
	By   domain.ID // the lead who assigns
}

// Assignments gives the duties that their own oversight may not review to
// whoever does, as far as anybody does (R5).
func (a *Author) Assignments() []Assigned {
	var made []Assigned
	outside := []domain.ID{a.people["assurer"], a.people["wg_reviewer"], a.people["sg_reviewer"]}
	for _, p := range domain.PlanDuties(*a.Pack, a.Bodies, domain.DayOf(a.Now)) {
		b := a.bodies[p.BodyID]
		if b.Kind.IsLocal() || b.Kind == domain.University || b.NoSignatory {
			continue
		}
		if to := a.reviewer(chanceOf("assign"), b); slices.Contains(outside, to) {
			made = append(made, Assigned{Duty: p.Key, To: to, By: a.Lead(b.Nation)})
		}
	}
	return made
}

// Reached says that somebody of a body was in touch before the first round.
func (a *Author) Reached(body domain.ID) bool {
	t := a.tempers[body]
	return body != "" && t != unreached
}

// Person is who plays a part of the cast.
func (a *Author) Person(key string) domain.ID { return a.people[key] }

// Approver is who signs for a body on a recommendation; "" where nobody does.
func (a *Author) Approver(b domain.Body, rec int) domain.ID { return a.staff(b, domain.Approver, rec) }

// Reporter is who drafts for a body on a recommendation.
func (a *Author) Reporter(b domain.Body, rec int) domain.ID { return a.staff(b, domain.Reporter, rec) }
