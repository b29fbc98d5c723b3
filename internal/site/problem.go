package site

import (
	"crypto/rand"
	"log/slog"
	"net/http"

	"heed/internal/domain"
	"heed/internal/door"
	"heed/web/page"
)

// problem shows what went wrong. What is no problem of the domain's is a fault:
// logged whole under a reference, shown as a plain page that says nothing of it.
func (s *Site) problem(r *request, err error) {
	if door.Left(r.Request, err) {
		s.fault(r.Writer, r.Request, err)
		return
	}
	status := door.Status(err)
	v := r.view()
	v.Flash = "" // that something went well would stand above that something did not
	problems := domain.AsProblems(err)
	switch status {
	case http.StatusNotFound:
		err = r.show(status, page.NotFound(v))
	case http.StatusForbidden:
		err = r.show(status, page.Forbidden(v, r.words.Problem(problems[0])))
	case http.StatusConflict:
		err = r.show(status, page.Refused(v, s.sentences(r, problems)))
	case http.StatusUnprocessableEntity:
		err = r.show(status, page.Refused(v, s.sentences(r, problems)))
	case http.StatusServiceUnavailable:
		s.Log.ErrorContext(r.ctx(), "unavailable", slog.Any("error", err))
		err = r.show(status, page.Unavailable(v))
	case http.StatusRequestEntityTooLarge:
		err = r.show(status, page.TooLarge(v, int(s.MaxFile>>20)))
	default:
		s.fault(r.Writer, r.Request, err)
		return
	}
	if err != nil {
		s.fault(r.Writer, r.Request, err)
	}
}

func (s *Site) sentences(r *request, problems domain.Problems) []string {
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = r.words.Problem(p)
	}
	return lines
}

// fault answers what nobody foresaw. It needs nothing that could be at fault
// itself: no session, no database.
func (s *Site) fault(w http.ResponseWriter, r *http.Request, err error) {
	if door.Left(r, err) {
		s.Log.InfoContext(r.Context(), "the visitor left", slog.Any("error", err))
		w.WriteHeader(door.StatusLeft)
		return
	}
	reference := rand.Text()[:8]
	s.Log.ErrorContext(r.Context(), "fault", slog.String("reference", reference), slog.Any("error", err))
	status, v := http.StatusInternalServerError, s.plainView(r)
	c := page.Fault(v, reference)
	if domain.KindOf(err) == domain.Unavailable {
		status, c = http.StatusServiceUnavailable, page.Unavailable(v)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if err := c.Render(r.Context(), w); err != nil {
		s.Log.ErrorContext(r.Context(), "fault page", slog.Any("error", err))
	}
}

// plainView is a view for pages shown outside the usual way.
func (s *Site) plainView(r *http.Request) page.View {
	return page.View{
		Words: s.Words.For("en"), Demo: s.Demo, Path: r.URL.Path, Assets: s.assets, Contact: s.Contact, Now: s.Now(),
	}
}

// denied answers a form that another site's page tried to send.
func (s *Site) denied(w http.ResponseWriter, r *http.Request) {
	v := s.plainView(r)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	if err := page.Forbidden(v, v.T("problem.other_site")).Render(r.Context(), w); err != nil {
		s.Log.ErrorContext(r.Context(), "denied page", slog.Any("error", err))
	}
}
