package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/internal/domain"
)

// Limits that the format sets on what its author writes.
const (
	maxProofWords = 60 // R11
	maxShortWords = 4  // a column of the heatmap, a node of the graph
)

var (
	keyPattern         = regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`)
	requirementPattern = regexp.MustCompile(`^([1-9][0-9]*)[a-z]$`)
)

// units is who can act for a body inside it.
func units() []string { return []string{"rd_office", "hr", "board", "department", "office"} }

// packCheck looks for what the shape of the file cannot say.
type packCheck struct {
	pack     domain.Pack
	file     placer
	problems domain.Problems
}

func (c *packCheck) all() {
	if c.pack.Version < 1 {
		c.bad(path{".version"}, "pack.version", nil)
	}
	c.report()
	aims := c.terms("aims", c.pack.Aims)
	c.terms("barriers", c.pack.Barriers)
	c.terms("professions", c.pack.Professions)
	themes := c.themes()
	c.recommendations(themes, aims)
	c.dependencies()
	c.practices()
	c.indicators()
}

// path leads to a value in the file: ".themes", "[2]", ".title".
type path []string

func (p path) to(steps ...string) path { return append(slices.Clone(p), steps...) }

// in is the path of the i-th entry of a list.
func (p path) in(list string, i int) path { return p.to("."+list, "["+strconv.Itoa(i)+"]") }

func (c *packCheck) bad(p path, key string, args domain.Args) {
	c.problems = append(c.problems, badAt(key, c.file.place(p), args))
}

// need asks for texts; fields alternates the file's name of each and its value.
func (c *packCheck) need(p path, fields ...string) {
	for i := 0; i+1 < len(fields); i += 2 {
		if strings.TrimSpace(fields[i+1]) == "" {
			c.bad(p.to("."+fields[i]), "pack.missing", domain.Args{"Name": fields[i]})
		}
	}
}

// unique says whether a key is well formed and the first of its list.
func unique[K comparable](c *packCheck, p path, seen map[K]bool, key K) {
	if seen[key] {
		c.bad(p, "pack.repeated_entry", domain.Args{"Value": key})
	}
	seen[key] = true
}

func (c *packCheck) keyed(p path, seen map[string]bool, key string) {
	if !keyPattern.MatchString(key) {
		c.bad(p.to(".key"), "pack.bad_key", domain.Args{"Value": key})
	}
	unique(c, p.to(".key"), seen, key)
}

func (c *packCheck) report() {
	r, p := c.pack.Report, path{".report"}
	c.keyed(p, map[string]bool{}, r.Key)
	c.need(p, "title", r.Title, "publisher", r.Publisher, "ask", r.Ask, "ask_cite", r.AskCite, "summary", r.Summary)
	if _, err := time.Parse("2006-01", r.Published); err != nil {
		c.bad(p.to(".published"), "pack.bad_month", domain.Args{"Value": r.Published})
	}
}

func (c *packCheck) terms(list string, terms []domain.Term) map[string]bool {
	seen := map[string]bool{}
	for i, t := range terms {
		p := path{}.in(list, i)
		c.keyed(p, seen, t.Key)
		c.need(p, "name", t.Name)
	}
	return seen
}

func (c *packCheck) themes() map[int]bool {
	seen := map[int]bool{}
	for i, t := range c.pack.Themes {
		p := path{}.in("themes", i)
		unique(c, p.to(".no"), seen, t.No)
		c.need(p, "title", t.Title, "short", t.Short, "cite", t.Cite)
	}
	return seen
}

func (c *packCheck) recommendations(themes map[int]bool, aims map[string]bool) {
	seen := map[int]bool{}
	for i, r := range c.pack.Recommendations {
		p := path{}.in("recommendations", i)
		unique(c, p.to(".no"), seen, r.No)
		c.need(p, "title", r.Title, "short", r.Short, "cite", r.Cite)
		if !themes[r.Theme] {
			c.bad(p.to(".theme"), "pack.unknown_theme", domain.Args{"Value": r.Theme})
		}
		if len(strings.Fields(r.Short)) > maxShortWords {
			c.bad(p.to(".short"), "pack.long_short", domain.Args{"Words": maxShortWords})
		}
		for j, aim := range r.Aims {
			if !aims[aim] {
				c.bad(p.in("aims", j), "pack.unknown_aim", nil)
			}
		}
		keys := c.requirements(p, r)
		c.owed(p, r, keys)
	}
}

func (c *packCheck) requirements(p path, r domain.Recommendation) map[string]bool {
	seen := map[string]bool{}
	if len(r.Requirements) == 0 {
		c.bad(p.to(".requirements"), "pack.missing", domain.Args{"Name": "requirements"})
	}
	for i, q := range r.Requirements {
		at := p.in("requirements", i)
		unique(c, at.to(".key"), seen, q.Key)
		c.need(at, "title", q.Title, "proof", q.Proof, "cite", q.Cite)
		if m := requirementPattern.FindStringSubmatch(q.Key); m == nil || m[1] != r.Key() {
			c.bad(at.to(".key"), "pack.foreign_requirement", domain.Args{"Value": q.Key, "Recommendation": r.No})
		}
		if words := len(strings.Fields(q.Proof)); words > maxProofWords {
			c.bad(at.to(".proof"), "pack.long_proof", domain.Args{"Words": words, "Most": maxProofWords})
		}
		if q.FreshMonths < 0 {
			c.bad(at.to(".fresh_months"), "pack.negative", nil)
		}
	}
	return seen
}

func (c *packCheck) owed(p path, r domain.Recommendation, keys map[string]bool) {
	if len(r.Owed) == 0 && !r.Retired {
		c.bad(p.to(".owed"), "pack.missing", domain.Args{"Name": "owed"})
	}
	for i, o := range r.Owed {
		at := p.in("owed", i)
		if len(o.Kinds) == 0 && len(o.Codes) == 0 {
			c.bad(at, "pack.owed_by_nobody", domain.Args{"Recommendation": r.No})
		}
		for j, kind := range o.Kinds {
			if !slices.Contains(domain.BodyKinds(), kind) {
				c.bad(at.in("kinds", j), "pack.unknown_kind", nil)
			}
		}
		if !slices.Contains(units(), o.Unit) {
			c.bad(at.to(".unit"), "pack.unknown_unit", domain.Args{"Value": o.Unit})
		}
		for j, key := range o.Requirements {
			if !keys[key] {
				c.bad(at.in("requirements", j), "pack.unknown_requirement", nil)
			}
		}
	}
}
