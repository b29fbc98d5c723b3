package site

import (
	"iter"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
)

// asAtQuery is the part of an address that names a past day.
const asAtQuery = "as_at"

// pages are the routes of pages by how many parts their paths have, so that of
// any address within the product it can be said what page it leads to.
type pages map[int][]route

func pagesOf(table []route) pages {
	all := pages{}
	for _, r := range table {
		if r.method == http.MethodGet {
			n := strings.Count(r.path, "/")
			all[n] = append(all[n], r)
		}
	}
	return all
}

// at is the route of the page at a path; the zero route where there is none.
// Where several fit, it is the one that names most of the path.
func (p pages) at(path string) route {
	var best route
	most := -1
	for _, r := range p[strings.Count(path, "/")] {
		if named := r.names(path); named > most {
			best, most = r, named
		}
	}
	return best
}

// names is how many parts of a path the route names rather than leaves open; -1
// where it is another path's.
func (r route) names(path string) int {
	n := 0
	next, stop := iter.Pull(strings.SplitSeq(path, "/"))
	defer stop()
	for part := range strings.SplitSeq(r.path, "/") {
		asked, _ := next()
		switch {
		case part == asked:
			n++
		case !strings.HasPrefix(part, ":") || asked == "":
			return -1
		}
	}
	return n
}

// pictureOf is a report as it stands now, or as at the past day that the
// address names. What is no day is not found.
func (r *request) pictureOf(report string) (*view.Picture, error) {
	asked := r.Query(asAtQuery)
	if asked == "" || !r.route.past {
		return r.site.Views.Picture(r.ctx(), report)
	}
	day, err := domain.ParseDay(asked)
	if err != nil {
		return nil, domain.Missing()
	}
	switch today := r.day(); {
	case day < today:
		r.past = day
	case day > today:
		r.toCome = day
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
func (p pages) withinPast(html []byte, day domain.Day) []byte {
	return href.ReplaceAllFunc(html, func(link []byte) []byte {
		part := href.FindSubmatch(link)
		to, query, fragment := string(part[1]), string(part[2]), string(part[3])
		if !p.at(to).past || namesADay.MatchString(query) {
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

// partQuery is the query of the address but for its day, its page of a long table
// and its form of file.
func (r *request) partQuery() string {
	q := r.Request.URL.Query()
	for _, name := range []string{asAtQuery, pageQuery, asQuery} {
		q.Del(name)
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// asAt asks for the day as at which a page is to be shown, and leads there.
func (s *Site) asAt(r *request) error {
	to := r.Query("to")
	path, part, _ := strings.Cut(to, "?")
	if !s.pages.at(path).past {
		path, part, to = "/integrated", "", "/integrated"
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
		q, _ := url.ParseQuery(part) // what cannot be read asks for nothing
		q.Set(asAtQuery, string(p.Day.Value))
		return r.done(path+"?"+q.Encode(), "")
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
