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
	return r.showClients(places, form.Show(url.Values{"bodies": {strings.Join(codes, "\n")}}), declared.Bodies)
}

func (r *request) clientFields(f *form.Form) page.TextFields {
	ask := form.Ask{Label: r.words.T("clients.bodies"), Hint: r.words.T("clients.bodies_hint")}
	return page.TextFields{Form: f, Text: f.Lines("bodies", ask, maxClients)}
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
	var codes []string
	for _, typed := range strings.FieldsFunc(fields.Text.Value, func(c rune) bool { return c == '\n' || c == ',' }) {
		if typed = strings.TrimSpace(typed); typed == "" {
			continue
		}
		body, known := places.named(typed, r.day())
		if !known {
			f.Apply(domain.Problems{domain.Bad("bodies", "check.client_unknown", domain.Args{"Name": typed})})
			break
		}
		codes = append(codes, body.Code)
	}
	if !f.Ok() {
		return r.form(f, page.Clients(r.checksView().WithForm(f), page.ClientsPage{Fields: fields}))
	}
	slices.Sort(codes)
	if err := s.App.DeclareClients(r.ctx(), r.actor(), slices.Compact(codes)); err != nil {
		return err
	}
	return r.done("/checks/clients", "clients_declared")
}
