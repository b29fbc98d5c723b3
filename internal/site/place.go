package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/words"
)

// places says in words where roles are held, and finds bodies that people name.
type places struct {
	words  *words.Words
	byID   map[domain.ID]domain.Body
	bodies []domain.Body
}

// places reads the register, which is public.
func (r *request) places() (places, error) {
	picture, err := r.site.Views.Picture(r.ctx(), r.site.Report)
	if err != nil {
		return places{}, err
	}
	bodies := picture.Register()
	p := places{words: r.words, bodies: bodies, byID: make(map[domain.ID]domain.Body, len(bodies))}
	for _, b := range bodies {
		p.byID[b.ID] = b
	}
	return p, nil
}

// body is a body's name, "" for none.
func (p places) body(id domain.ID) string { return p.byID[id].Name }

// of is where a membership is, in words.
func (p places) of(m domain.Membership) string {
	if m.BodyID != "" {
		return p.body(m.BodyID)
	}
	return p.area(m.Area)
}

// only says to which recommendations a membership is limited, "" for all.
func (p places) only(m domain.Membership) string {
	if len(m.Recs) == 0 {
		return ""
	}
	return p.words.N("role.only", len(m.Recs), domain.Args{"Recs": numbers(m.Recs)})
}

// area is an area in words.
func (p places) area(path string) string {
	if path == ukArea {
		return p.words.T("place.uk")
	}
	for _, nation := range domain.Nations() {
		if path != nation.Path() {
			continue
		}
		if nation == domain.UK {
			return p.words.T("place.wide")
		}
		return p.words.T("place.nation", domain.Args{"Nation": p.words.Word("nation", string(nation))})
	}
	for _, region := range p.regions() {
		if path == regionPath(region) {
			return p.words.T("place.region", domain.Args{"Region": region})
		}
	}
	return p.words.T("place.unknown")
}

// ukArea covers everything.
const ukArea = "uk"

func regionPath(region string) string { return domain.England.Path() + "/" + domain.AreaName(region) }

// regions are the regions of England, by name.
func (p places) regions() []string {
	var found []string
	for _, b := range p.bodies {
		if b.Nation == domain.England && domain.PathFor(b) != domain.England.Path()+"/"+b.Code && !slices.Contains(found, b.Region) {
			found = append(found, b.Region)
		}
	}
	slices.Sort(found)
	return found
}

// areas are the areas that a test lets through, as answers of a choice.
func (p places) areas(within func(path string) bool) []form.Option {
	paths := []string{ukArea}
	for _, nation := range domain.Nations() {
		paths = append(paths, nation.Path())
	}
	for _, region := range p.regions() {
		paths = append(paths, regionPath(region))
	}
	var found []form.Option
	for _, path := range paths {
		if within(path) {
			found = append(found, form.Option{Value: path, Label: p.area(path)})
		}
	}
	return found
}

// named finds a body in force by its code or its full name, however it is
// spelt with capitals.
func (p places) named(typed string, on domain.Day) (domain.Body, bool) {
	i := slices.IndexFunc(p.bodies, func(b domain.Body) bool {
		return b.Current(on) && (strings.EqualFold(b.Code, typed) || strings.EqualFold(b.Name, typed))
	})
	if i < 0 {
		return domain.Body{}, false
	}
	return p.bodies[i], true
}

// numbers is "1, 6 and 11" for the catalogue's own lists.
func numbers(list []int) []string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return texts
}

// recommendationOptions are a pack's recommendations in force, as answers.
func recommendationOptions(pack *domain.Pack) []form.Option {
	var list []form.Option
	for _, rec := range pack.Recommendations {
		if !rec.Retired {
			no := strconv.Itoa(rec.No)
			list = append(list, form.Option{Value: no, Label: no + ". " + rec.Short})
		}
	}
	return list
}
