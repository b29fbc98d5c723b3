package site

import (
	"net/url"
	"regexp"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
)

// asAtQuery is the part of an address that names a past day.
const asAtQuery = "as_at"

// hasPast are the pages that can be shown as at a past day (R19).
var hasPast = regexp.MustCompile(`^/(integrated(/\w+/\w+)?|heatmap|graph|package(/\w+)?|hold-ups|barriers(/\w+)?|changes|suppose|recommendations/\d+|bodies/[^/?#"]+(/[^/?#"]+/\d+)?)$`)

// pictureOf is a report as it stands now, or as at the past day that the
// address names. What is no day is not found.
func (r *request) pictureOf(report string) (*view.Picture, error) {
	asked := r.Query(asAtQuery)
	if asked == "" || !hasPast.MatchString(r.Request.URL.Path) {
		return r.site.Views.Picture(r.ctx(), report)
	}
	day, err := domain.ParseDay(asked)
	if err != nil {
		return nil, domain.Missing()
	}
	if day < r.day() {
		r.past = day
	}
	return r.site.Views.AsAt(r.ctx(), report, day)
}

// href is a link of a page, with its address, query and fragment; namesADay
// says that the query has a day already.
var (
	href      = regexp.MustCompile(`href="(/[^"?#]*)(\?[^"#]*)?(#[^"]*)?"`)
	namesADay = regexp.MustCompile(`[?&;]` + asAtQuery + `=`)
)

// withinPast keeps a page's links within its day: each that leads to a page with
// a past takes the day along, unless it names one itself. It is done here, once,
// on the finished page, since a link that were forgotten would lead from then to
// now unnoticed.
func withinPast(html []byte, day domain.Day) []byte {
	return href.ReplaceAllFunc(html, func(link []byte) []byte {
		part := href.FindSubmatch(link)
		to, query, fragment := string(part[1]), string(part[2]), string(part[3])
		if !hasPast.MatchString(to) || namesADay.MatchString(query) {
			return link
		}
		if query == "" {
			query = "?"
		} else {
			query += "&amp;"
		}
		return []byte(`href="` + to + query + asAtQuery + "=" + string(day) + fragment + `"`)
	})
}

// presentHref is the address of the page as it stands now.
func (r *request) presentHref() string {
	query := r.Request.URL.Query()
	query.Set(asAtQuery, "")
	return r.Request.URL.Path + "?" + query.Encode()
}

// asAt asks for the day as at which a page is to be shown, and leads there.
func (s *Site) asAt(r *request) error {
	to := r.Query("to")
	if !hasPast.MatchString(to) {
		to = "/integrated"
	}
	query := r.Request.URL.Query()
	f := form.Show(query)
	p := page.AsAtPage{To: to}
	ask := form.Ask{Label: r.words.T("as_at.day"), Hint: r.words.T("as_at.day.hint", domain.Args{"Example": r.day().AddMonths(-3)})}
	sent := query.Has("day-day")
	if sent {
		f = form.Read(query)
		ask.Required = true
	}
	p.Day = f.Day("day", ask)
	p.Form = f
	if sent && f.Ok() {
		if err := r.checkPast(p.Day.Value); err != nil {
			if !refusedIn(f, err) {
				return err
			}
		}
	}
	if sent && f.Ok() {
		return r.done(to+"?"+asAtQuery+"="+url.QueryEscape(string(p.Day.Value)), "")
	}
	return r.form(f, page.AsAt(r.view().WithForm(f), p))
}

// checkPast refuses a day that is not over, and one on which nothing was
// recorded yet.
func (r *request) checkPast(day domain.Day) error {
	if day >= r.day() {
		return domain.Bad("day", "as_at.not_past", nil)
	}
	_, err := r.site.Views.AsAt(r.ctx(), r.site.Report, day)
	if domain.KindOf(err) == domain.NotFound {
		return domain.Bad("day", "as_at.nothing_yet", nil)
	}
	return err
}
