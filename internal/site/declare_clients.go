package site

import (
	"net/url"
	"slices"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// maxClients is how many characters a list of codes takes.
const maxClients = 2000

func (s *Site) clientsPage(r *request) error {
	if !r.actor().Has(domain.Assurer, domain.Reviewer, domain.OversightLead) {
		return domain.Missing()
	}
	declared, err := s.Reader.Clients(r.ctx(), r.actor().Person.ID)
	if err != nil {
		return err
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	var codes []string
	for _, id := range declared.Bodies {
		codes = append(codes, places.byID[id].Code)
	}
	values := url.Values{"bodies": {strings.Join(codes, "\n")}}
	if len(codes) > 0 {
		values.Set("any", clientsYes)
	}
	return r.showClients(places, form.Show(values), declared.Bodies)
}

// Whether somebody has clients at all.
const (
	clientsYes = "yes"
	clientsNo  = "no"
)

func (r *request) clientFields(f *form.Form) page.ClientsFields {
	w := r.words
	yesNo := []form.Option{{Value: clientsYes, Label: w.T("clients.yes")}, {Value: clientsNo, Label: w.T("clients.no")}}
	ask := form.Ask{Label: w.T("clients.bodies"), Hint: w.T("clients.bodies_hint")}
	return page.ClientsFields{
		Form: f, Any: f.Choice("any", needed(form.Ask{Label: w.T("clients.any")}, "check.clients_unsaid"), yesNo), Text: f.Lines("bodies", ask, maxClients),
	}
}

func (r *request) showClients(places places, f *form.Form, declared []domain.ID) error {
	p := page.ClientsPage{Fields: r.clientFields(f)}
	for _, id := range declared {
		p.Declared = append(p.Declared, places.body(id))
	}
	return r.form(f, page.Clients(r.checksView().WithForm(f), p))
}

// declareClients keeps what the visitor says of themselves.
func (s *Site) declareClients(r *request) error {
	if !r.actor().Has(domain.Assurer, domain.Reviewer, domain.OversightLead) {
		return domain.Missing()
	}
	places, err := r.places()
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	fields := r.clientFields(f)
	codes := r.clientCodes(places, fields)
	if !f.Ok() {
		return r.form(f, page.Clients(r.checksView().WithForm(f), page.ClientsPage{Fields: fields}))
	}
	if err := s.App.DeclareClients(r.ctx(), r.actor(), codes); err != nil {
		return err
	}
	return r.done("/checks/clients", "clients_declared")
}

// clientCodes are the codes of the bodies that somebody named, each once; who says
// that they have none has none, whatever stood in the field. What is no body is
// said beside it.
func (r *request) clientCodes(places places, fields page.ClientsFields) []string {
	var codes []string
	if fields.Any.Value != clientsYes {
		return nil
	}
	for typed := range strings.Lines(fields.Text.Value) {
		if typed = strings.TrimSpace(typed); typed == "" {
			continue
		}
		body, known := places.named(typed, r.day())
		if !known {
			fields.Form.Apply(domain.Problems{domain.Bad("bodies", "check.client_unknown", domain.Args{"Name": typed})})
			return nil
		}
		codes = append(codes, body.Code)
	}
	if len(codes) == 0 {
		fields.Form.Apply(domain.Problems{domain.Bad("bodies", "check.clients_missing", nil)})
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
