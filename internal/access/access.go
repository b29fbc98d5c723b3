// Package access answers who may do what, where: Can for one thing, ScopeOf
// for the filter of a query.
//
// It owns the verbs and the meaning of the files in package policies; Casbin
// is in here and nowhere else. Casbin holds the table from role to verb and
// the matcher; an actor's memberships come with the question, so that people
// come and go without a policy changing. What may happen at all, in anyone's
// hands (a conflict of interest, a signature by a drafter), is domain's to
// refuse, after access said yes.
//
// It imports domain, policies and casbin.
package access

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"heed/internal/domain"
	"heed/policies"
)

// Target is what a verb is to be used on: a duty, or a body or area when Rec is 0.
type Target struct {
	Path string    // the body's path, or an area's
	Rec  int       // the recommendation; 0 is the body or area itself
	Duty domain.ID // "" where there is no one duty
}

// DutyOf is the target that a duty at a body is.
func DutyOf(d domain.Duty, b domain.Body) Target {
	return Target{Path: b.Path, Rec: d.Rec, Duty: d.ID}
}

// At is the target that an area, or a body as a whole, is.
func At(path string) Target { return Target{Path: path} }

// Access decides. It is safe for concurrent use and never changes.
type Access struct {
	// One enforcer per verb: Casbin tries every row that an enforcer has, so a
	// question asks only those that could answer it.
	enforcers map[Verb]*casbin.Enforcer
	rules     map[Verb][]rule
}

// New reads the embedded model and policy. It refuses a policy that names a
// role, verb, subject or reach that nobody knows, and a model that Casbin
// can't run.
func New() (*Access, error) {
	return load(policies.Model(), policies.Policy())
}

func load(modelText, policyText string) (*Access, error) {
	rows, err := readPolicy(policyText)
	if err != nil {
		return nil, err
	}
	a := &Access{enforcers: map[Verb]*casbin.Enforcer{}, rules: map[Verb][]rule{}}
	byVerb := map[Verb][][]string{}
	for _, row := range rows {
		r, err := parseRule(row)
		if err != nil {
			return nil, err
		}
		a.rules[r.verb] = append(a.rules[r.verb], r)
		byVerb[r.verb] = append(byVerb[r.verb], row)
	}
	for _, verb := range Verbs() {
		if a.enforcers[verb], err = newEnforcer(modelText, byVerb[verb]); err != nil {
			return nil, fmt.Errorf("access: model for %s: %w", verb, err)
		}
	}
	return a, nil
}

// readPolicy returns the rows of the policy without their leading "p".
func readPolicy(text string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment, r.TrimLeadingSpace, r.FieldsPerRecord = '#', true, 5
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("access: policy: %w", err)
	}
	for i, row := range rows {
		if row[0] != "p" {
			return nil, fmt.Errorf("access: policy: row %v does not begin with p", row)
		}
		rows[i] = row[1:]
	}
	return rows, nil
}

func newEnforcer(modelText string, rows [][]string) (*casbin.Enforcer, error) {
	if len(rows) == 0 {
		return nil, errors.New("the policy gives it to nobody")
	}
	m, err := model.NewModelFromString(modelText)
	if err != nil {
		return nil, err
	}
	if err := m.AddPolicies("p", "p", rows); err != nil {
		return nil, err
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	e.AddFunction("holds", matchHolds)
	// A matcher is compiled at its first question: asked here, a broken model
	// stops the start and not a page.
	_, err = e.Enforce(holdings(nil), rows[0][1], Target{})
	return e, err
}

// Can says whether the actor may use the verb on the target.
func (a *Access) Can(actor domain.Actor, verb Verb, target Target) bool {
	e, known := a.enforcers[verb]
	if !known {
		return false
	}
	// Every enforcer answered once when it was made: should one fail later,
	// the answer is no.
	ok, err := e.Enforce(holdingsOf(actor), string(verb), target)
	return err == nil && ok
}

// ScopeOf is everywhere that the actor may use the verb, as a filter: it sees
// a duty exactly when Can says yes to it.
func (a *Access) ScopeOf(actor domain.Actor, verb Verb) domain.Scope {
	var scope domain.Scope
	for _, h := range holdingsOf(actor) {
		for _, r := range a.rules[verb] {
			if r.role == h.role {
				r.widen(&scope, h)
			}
		}
	}
	return scope
}
