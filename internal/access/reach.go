package access

import (
	"fmt"
	"slices"

	"heed/internal/domain"
)

// The words of the policy's last two columns; policies/policy.csv explains them.
const (
	ofDuty  = "duty"
	ofWhole = "whole"

	reachOwn      = "own"
	reachArea     = "area"
	reachUK       = "uk"
	reachNations  = "nations"
	reachFunded   = "funded"
	reachAssigned = "assigned"
	reachChecking = "checking"
	reachAnywhere = "anywhere"
)

// ukPath is the area of the whole United Kingdom.
const ukPath = "uk"

// rule is one row of the policy.
type rule struct {
	role  domain.Role
	verb  Verb
	of    string
	reach string
}

func parseRule(row []string) (rule, error) {
	r := rule{role: domain.Role(row[0]), verb: Verb(row[1]), of: row[2], reach: row[3]}
	switch {
	case !slices.Contains(append(domain.PersonRoles(), domain.Clock, domain.Operator), r.role):
		return r, fmt.Errorf("access: policy: unknown role in %v", row)
	case !slices.Contains(Verbs(), r.verb):
		return r, fmt.Errorf("access: policy: unknown verb in %v", row)
	case !slices.Contains([]string{ofDuty, ofWhole}, r.of):
		return r, fmt.Errorf("access: policy: unknown subject in %v", row)
	case !slices.Contains([]string{reachOwn, reachArea, reachUK, reachNations, reachFunded, reachAssigned, reachChecking, reachAnywhere}, r.reach):
		return r, fmt.Errorf("access: policy: unknown reach in %v", row)
	}
	return r, nil
}

// holding is one thing that gives an actor a role: a membership, or being the
// clock or the operator.
type holding struct {
	role     domain.Role
	path     string
	onBody   bool
	funder   bool // the body is one
	recs     []int
	assigned []domain.ID
	checking []domain.ID
}

// holdings is everything that an actor holds.
type holdings []holding

// holdingsOf reads an actor's memberships. One whose path was not filled gives
// nothing.
func holdingsOf(actor domain.Actor) holdings {
	if actor.Role != "" {
		return holdings{{role: actor.Role}}
	}
	hs := make(holdings, 0, len(actor.Memberships))
	for _, m := range actor.Memberships {
		if m.Path == "" {
			continue
		}
		hs = append(hs, holding{role: m.Role, path: m.Path, onBody: m.Area == "", funder: m.Kind == domain.Funder, recs: m.Recs, assigned: actor.Assigned, checking: actor.Checking})
	}
	return hs
}

// matchHolds is the matcher's function holds(actor, role, of, reach, target).
func matchHolds(args ...any) (any, error) {
	if len(args) != 5 {
		return false, fmt.Errorf("access: holds takes 5 values, not %d", len(args))
	}
	hs, okHoldings := args[0].(holdings)
	role, okRole := args[1].(string)
	of, okOf := args[2].(string)
	reach, okReach := args[3].(string)
	target, okTarget := args[4].(Target)
	if !okHoldings || !okRole || !okOf || !okReach || !okTarget {
		return false, fmt.Errorf("access: holds can't take %T, %T, %T, %T, %T", args...)
	}
	return slices.ContainsFunc(hs, func(h holding) bool {
		return h.role == domain.Role(role) && h.reaches(of, reach, target)
	}), nil
}

// reaches says whether what is held covers the target, in one reach of the
// policy. Paths are compared by domain.Covers: Casbin's own path functions let
// RJ1 match RJ10.
func (h holding) reaches(of, reach string, t Target) bool {
	switch reach {
	case reachAnywhere:
		return h.path == "" // never by a membership
	case reachAssigned:
		return t.Duty != "" && slices.Contains(h.assigned, t.Duty)
	case reachChecking:
		return t.Duty != "" && slices.Contains(h.checking, t.Duty)
	case reachNations:
		if h.onBody {
			return false
		}
		h.path = ukPath
	case reachFunded:
		if !h.onBody || !h.funder {
			return false
		}
		return h.coversRec(of, t.Rec) && slices.ContainsFunc(h.funded(), func(area string) bool { return domain.Covers(area, t.Path) })
	case reachOwn:
		if !h.onBody {
			return false
		}
	case reachArea:
		if h.path == ukPath && !domain.Covers(domain.England.Path(), t.Path) && !domain.Covers(domain.UK.Path(), t.Path) {
			return false // R4: no verb on a devolved nation's path
		}
	}
	return domain.Covers(h.path, t.Path) && h.coversRec(of, t.Rec)
}

// funded are the areas of a funder's nation; a UK-wide one's are the UK-wide bodies
// and England, as oversight's on "uk" are (R4).
func (h holding) funded() []string {
	if nation := domain.NationOf(h.path); nation != domain.UK {
		return []string{nation.Path()}
	}
	return []string{domain.England.Path(), domain.UK.Path()}
}

// coversRec honours a membership's limit to some recommendations (R15).
func (h holding) coversRec(of string, rec int) bool {
	if len(h.recs) == 0 {
		return true
	}
	return of == ofDuty && (rec == 0 || slices.Contains(h.recs, rec))
}

// widen adds to a scope what the rule gives the holder.
func (r rule) widen(scope *domain.Scope, h holding) {
	switch {
	case r.reach == reachAnywhere:
		scope.All = scope.All || h.path == ""
	case r.reach == reachAssigned:
		addDuties(scope, h.assigned)
	case r.reach == reachChecking:
		addDuties(scope, h.checking)
	case r.reach == reachOwn && !h.onBody, r.reach == reachNations && h.onBody, r.of == ofWhole && len(h.recs) > 0:
		// carries nothing
	case r.reach == reachFunded:
		if h.onBody && h.funder {
			for _, area := range h.funded() {
				scope.Grants = append(scope.Grants, domain.Grant{Path: area, Recs: h.recs})
			}
		}
	case r.reach == reachNations:
		scope.Grants = append(scope.Grants, domain.Grant{Path: ukPath, Recs: h.recs})
	case r.reach == reachArea && h.path == ukPath:
		scope.Grants = append(scope.Grants,
			domain.Grant{Path: domain.England.Path(), Recs: h.recs}, domain.Grant{Path: domain.UK.Path(), Recs: h.recs})
	default:
		scope.Grants = append(scope.Grants, domain.Grant{Path: h.path, Recs: h.recs})
	}
}

func addDuties(scope *domain.Scope, ids []domain.ID) {
	for _, id := range ids {
		if id != "" && !slices.Contains(scope.Duties, id) {
			scope.Duties = append(scope.Duties, id)
		}
	}
}
