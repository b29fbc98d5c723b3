package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// PeoplePage is the people of somebody's part of the house.
type PeoplePage struct {
	Filter PeopleFields
	Found  string // how many there are, in words
	Table  ui.Table
	Pages  ui.Pages
	MayAdd bool
}

// PeopleFields are the filters of the list of people.
type PeopleFields struct {
	*form.Form
	Query *form.Text
	State *form.Choice
}

// Known is a list that a text field offers while it is typed in.
type Known []form.Option

// AddPersonFields are the typed fields of adding a person.
type AddPersonFields struct {
	*form.Form
	Name     *form.Text
	Email    *form.Text
	Post     *form.Text
	Employer *form.Text
	Role     RoleFields
}

// RoleFields are the typed fields of granting a role.
type RoleFields struct {
	Role   *form.Choice
	Area   *form.Choice
	Body   *form.Text
	Recs   *form.Choices
	From   *form.Day
	To     *form.Day
	Bodies Known
}

// GrantFields are the fields of a further role for somebody.
type GrantFields struct {
	*form.Form
	Name   string // whose it will be
	Role   RoleFields
	Action string
}

// narrowed says that the role is limited, or that a limit is at fault.
func (f RoleFields) narrowed() bool {
	typed := func(d *form.Day) bool { return d.RawDay+d.RawMonth+d.RawYear != "" }
	return len(f.Recs.Values) > 0 || f.Recs.Problem != nil || typed(f.From) || typed(f.To)
}

// PersonPage is one person as whoever looks after accounts sees them.
type PersonPage struct {
	Name      string
	Facts     []ui.Row
	Notice    string // what stands in the way of doing anything here, or ""
	Roles     []HeldRole
	GrantHref string // of giving a further role, or ""
	EndHref   string // of ending the account, or ""
	LinkHref  string // of making a new one-time link, or ""
}

// HeldRole is a role with what can be done about it.
type HeldRole struct {
	Role    string
	Where   string
	Only    string // the recommendations it is limited to, or ""
	Period  string
	State   string // counts, waits to be confirmed, is over
	Colour  ui.Colour
	End     string // address that ends it, or ""
	Confirm string // address that confirms it, or ""
}

// LinkMade shows a one-time link, once.
type LinkMade struct {
	Name    string
	Address string // the whole address
	Until   string
	Person  string // address of the person's page
	Anew    string // where to ask for a new address, "" where there is nothing to lose
	Added   bool   // the person was just added
}

// EndAccountPage asks before an account is ended.
type EndAccountPage struct {
	Name   string
	Href   string // of the person's page
	Action string
}

func (l LinkMade) title(v View) string {
	if l.Added {
		return v.T("person_link.added", map[string]any{"Name": l.Name})
	}
	return v.T("person_link.title", map[string]any{"Name": l.Name})
}
