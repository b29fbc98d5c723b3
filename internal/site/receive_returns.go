package site

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// receivePage lists the returns that claim nothing new, those waiting longest first.
func (s *Site) receivePage(r *request) error {
	bulk, err := r.bulk()
	if err != nil {
		return err
	}
	return s.showReceive(r, form.Show(nil), bulk, nil)
}

// bulk is what the visitor may receive without review, under the desk's filters.
func (r *request) bulk() ([]*item, error) {
	q, err := r.queue()
	if err != nil {
		return nil, err
	}
	fields := deskFields(r, q)
	bulk, _ := q.split(func(i *item) bool { return i.quiet() && deskFits(r, i, fields) })
	return bulk, nil
}

// receiveFields offers at most one page of returns, so that each is seen.
func receiveFields(r *request, f *form.Form, bulk []*item) page.ReceiveFields {
	w := r.words
	choices := make([]form.Option, 0, rowsPerPage)
	for _, i := range bulk[:min(rowsPerPage, len(bulk))] {
		says := w.Word("status", string(i.row.Duty.State.Status))
		if i.rank.Overtaken {
			says = w.T("desk.overtaken")
		}
		choices = append(choices, form.Option{
			Value: receiveValue(i), Label: fmt.Sprintf("%s, %d. %s", i.row.Body.Name, i.row.Rec.No, i.row.Rec.Short),
			Hint: w.T("receive_returns.line", domain.Args{"No": i.head.Signed, "Status": says, "When": domain.DayOf(i.head.SignedAt)}),
		})
	}
	return page.ReceiveFields{
		Form:    f,
		All:     f.Bool("all", form.Ask{Label: w.N("receive_returns.all", len(choices))}),
		Returns: f.Choices("returns", form.Ask{Label: w.T("receive_returns.returns")}, choices),
	}
}

// receiveValue names a version on the form: body, recommendation, version.
func receiveValue(i *item) string {
	return fmt.Sprintf("%s:%d:%d", i.row.Key.Body, i.row.Key.Rec, i.head.Signed)
}

func (s *Site) readReceiveValue(value string) (app.ReceiveReturn, bool) {
	parts := strings.Split(value, ":")
	if len(parts) != 3 {
		return app.ReceiveReturn{}, false
	}
	rec, errRec := strconv.Atoi(parts[1])
	no, errNo := strconv.Atoi(parts[2])
	return app.ReceiveReturn{Key: domain.DutyKey{Body: parts[0], Report: s.Report, Rec: rec}, No: no}, errRec == nil && errNo == nil
}

func (s *Site) showReceive(r *request, f *form.Form, bulk []*item, problems domain.Problems) error {
	fields := receiveFields(r, f, bulk)
	f.Apply(problems)
	status := http.StatusOK
	switch {
	case len(problems) > 0 && problems[0].Kind == domain.Conflict:
		status = http.StatusConflict
	case !f.Ok():
		status = http.StatusUnprocessableEntity
	}
	return r.show(status, page.ReceiveReturns(r.view().WithForm(f), page.ReceivePage{
		Fields: fields, More: len(bulk) - len(fields.Returns.Options), Back: r.Request.URL.RawQuery,
	}))
}

// receive takes in what was ticked: all of it or nothing. Where somebody else
// dealt with one meanwhile, the list comes back as it stands now.
func (s *Site) receive(r *request) error {
	bulk, err := r.bulk()
	if err != nil {
		return err
	}
	if len(bulk) == 0 {
		return r.done("/desk/receive", "")
	}
	typed := r.postForm()
	in, problem := s.received(typed)
	if problem == nil {
		err = s.App.ReceiveReturns(r.ctx(), r.actor(), in)
		if err == nil {
			return r.done(backToDesk(r.Request.URL.RawQuery), "returns_received")
		}
		if kind := domain.KindOf(err); kind != domain.Conflict && kind != domain.Forbidden {
			return err
		}
		problem = domain.AsProblems(err)[0]
	}
	return s.showReceive(r, form.Show(typed), bulk, domain.Problems{problem})
}

// received is what the form names. *All* is what its maker saw, not what has
// come since.
func (s *Site) received(typed url.Values) ([]app.ReceiveReturn, *domain.Problem) {
	values := typed["returns"]
	if typed.Get("all") == "yes" {
		values = typed["shown"]
	}
	var in []app.ReceiveReturn
	for _, value := range values {
		one, ok := s.readReceiveValue(value)
		if !ok {
			return nil, domain.Bad("returns", "choice_unknown", nil)
		}
		in = append(in, one)
	}
	if len(in) == 0 {
		return nil, domain.Bad("returns", "receive.nothing_chosen", nil)
	}
	return in, nil
}
