package exchange

import (
	"fmt"
	"slices"

	"heed/internal/domain"
)

func (c *packCheck) dependencies() {
	seen := map[string]bool{}
	for i, d := range c.pack.Dependencies {
		p := path{}.in("dependencies", i)
		c.keyed(p, seen, d.Key)
		c.need(p, "cite", d.Cite, "why", d.Why)
		if want := fmt.Sprintf("%d-%d-%s", d.From, d.To, d.Kind); d.Key != want {
			c.bad(p.to(".key"), "pack.edge_key", domain.Args{"Value": d.Key, "Want": want})
		}
		if d.From == d.To {
			c.bad(p.to(".to"), "pack.edge_to_itself", nil)
		}
		c.known(p.to(".from"), d.From)
		c.known(p.to(".to"), d.To)
		if !slices.Contains(domain.DependencyKinds(), d.Kind) {
			c.bad(p.to(".kind"), "pack.unknown_edge_kind", domain.Args{"Value": d.Kind})
		}
		c.edgeScope(p, d)
		if d.Requirement != "" && !c.requires(d.To, d.Requirement) {
			c.bad(p.to(".requirement"), "pack.unknown_requirement", domain.Args{"Value": d.Requirement})
		}
	}
}

// edgeScope checks the scope and what only one scope has a meaning for.
func (c *packCheck) edgeScope(p path, d domain.Dependency) {
	scopes := []domain.DependencyScope{domain.SameBody, domain.SameNation, domain.WholeUK, domain.LocalShare}
	if !slices.Contains(scopes, d.Scope) {
		c.bad(p.to(".scope"), "pack.unknown_scope", domain.Args{"Value": d.Scope})
	}
	local := d.Scope == domain.LocalShare
	switch {
	case local && (d.Share < 1 || d.Share > 100):
		c.bad(p.to(".share"), "pack.bad_share", domain.Args{"Value": d.Share})
	case !local && d.Share != 0:
		c.bad(p.to(".share"), "pack.stray_share", nil)
	case !local && d.UKShare:
		c.bad(p.to(".uk_share"), "pack.stray_share", nil)
	}
	if d.AnyPartner && d.Scope != domain.SameBody {
		c.bad(p.to(".any_partner"), "pack.stray_partner", nil)
	}
}

// known asks for a recommendation of the pack.
func (c *packCheck) known(p path, no int) {
	if _, ok := c.pack.Recommendation(no); !ok {
		c.bad(p, "pack.unknown_recommendation", domain.Args{"Value": no})
	}
}

func (c *packCheck) requires(no int, key string) bool {
	r, _ := c.pack.Recommendation(no)
	return slices.ContainsFunc(r.Requirements, func(q domain.Requirement) bool { return q.Key == key })
}

func (c *packCheck) serves(p path, numbers []int) {
	for i, no := range numbers {
		c.known(p.in("serves", i), no)
	}
}

func (c *packCheck) practices() {
	seen := map[string]bool{}
	for i, practice := range c.pack.Practices {
		p := path{}.in("practices", i)
		c.keyed(p, seen, practice.Key)
		c.need(p, "by", practice.By, "what", practice.What, "cite", practice.Cite)
		c.serves(p, practice.Serves)
	}
}

func (c *packCheck) indicators() {
	seen := map[string]bool{}
	for i, n := range c.pack.Indicators {
		p := path{}.in("indicators", i)
		c.keyed(p, seen, n.Key)
		c.need(p, "name", n.Name, "cite", n.Cite)
		c.serves(p, n.Serves)
		if !slices.Contains([]string{"count", "percent", "rank"}, n.Unit) {
			c.bad(p.to(".unit"), "pack.unknown_measure", domain.Args{"Value": n.Unit})
		}
		for j, v := range n.Values {
			at := p.in("values", j)
			c.need(at, "period", v.Period)
			if v.Value < 0 || v.Denominator < 0 || n.Unit == "percent" && v.Value > 100 {
				c.bad(at.to(".value"), "pack.bad_figure", domain.Args{"Value": v.Value})
			}
		}
	}
}

// CheckCodes says which bodies a pack names that a register does not have: a
// pack and a register come as two files. Its problems name the place in words,
// since the pack is no longer a file here.
func CheckCodes(pack domain.Pack, bodies []domain.Body) error {
	known := map[string]bool{"": true}
	for _, b := range bodies {
		known[b.Code] = true
	}
	var problems domain.Problems
	look := func(where string, codes ...string) {
		for _, code := range codes {
			if !known[code] {
				problems = append(problems, bad("pack.unknown_body", domain.Args{"Value": code, "Where": where}))
			}
		}
	}
	for _, r := range pack.Recommendations {
		for _, o := range r.Owed {
			look(r.Key(), append(slices.Clone(o.Codes), o.Lead)...)
		}
	}
	for _, d := range pack.Dependencies {
		look(d.Key, d.ToCodes...)
	}
	for _, p := range pack.Practices {
		look(p.Key, p.Codes...)
	}
	for _, n := range pack.Indicators {
		for _, v := range n.Values {
			look(n.Key, v.Body)
		}
	}
	return problems.Err()
}
