package domain

import (
	"slices"
	"strconv"
	"strings"
)

// Report is a published document that makes recommendations.
type Report struct {
	Key       string `yaml:"key" json:"key"` // in URLs and exports: ctr
	Title     string `yaml:"title" json:"title"`
	Publisher string `yaml:"publisher" json:"publisher"`
	Published string `yaml:"published" json:"published"` // year and month, 2021-02
	Ask       string `yaml:"ask" json:"ask"`             // the overarching ask, unnumbered
	AskCite   string `yaml:"ask_cite" json:"ask_cite"`
	Summary   string `yaml:"summary" json:"summary"`
}

// Theme is a chapter of a report that groups recommendations.
type Theme struct {
	No    int    `yaml:"no" json:"no"`
	Title string `yaml:"title" json:"title"`
	Short string `yaml:"short" json:"short"`
	Cite  string `yaml:"cite" json:"cite"`
}

// Recommendation is one numbered ask of a report.
type Recommendation struct {
	No           int           `yaml:"no" json:"no"`
	Theme        int           `yaml:"theme" json:"theme"`
	Core         bool          `yaml:"core" json:"core"`
	Title        string        `yaml:"title" json:"title"` // one plain sentence: what must happen
	Short        string        `yaml:"short" json:"short"` // at most four words, for tables and pictures
	Cite         string        `yaml:"cite" json:"cite"`
	Requirements []Requirement `yaml:"requirements" json:"requirements"`
	Owed         []Owed        `yaml:"owed" json:"owed"`
	Aims         []string      `yaml:"aims" json:"aims"` // keys of the cross-cutting aims it serves: our reading
	Retired      bool          `yaml:"retired,omitempty" json:"retired,omitempty"`
}

// Key is the recommendation's key in URLs: its number.
func (r Recommendation) Key() string { return strconv.Itoa(r.No) }

// Requirement is one checkable element of a recommendation.
type Requirement struct {
	Key     string `yaml:"key" json:"key"`     // 1a: never reused
	Title   string `yaml:"title" json:"title"` // what must be true
	Proof   string `yaml:"proof" json:"proof"` // what counts as proof and how fresh, at most 60 words (R11)
	Cite    string `yaml:"cite" json:"cite"`
	Reading string `yaml:"reading,omitempty" json:"reading,omitempty"` // our reading of a vague word, marked as ours
	// StatementProves says that a bare statement is proof enough (R11).
	StatementProves bool `yaml:"statement_proves,omitempty" json:"statement_proves,omitempty"`
	// Figures asks for two figures with their periods (R11: *increases*).
	Figures bool `yaml:"figures,omitempty" json:"figures,omitempty"`
	// Joint says that all who owe it give one answer: no claim to it stands
	// while another of them says not (R17).
	Joint bool `yaml:"joint,omitempty" json:"joint,omitempty"`
	// FreshMonths is how old proof may be, in months; 0 asks no freshness.
	FreshMonths int  `yaml:"fresh_months,omitempty" json:"fresh_months,omitempty"`
	Retired     bool `yaml:"retired,omitempty" json:"retired,omitempty"`
}

// Owed says which bodies owe a recommendation, or some of its requirements.
type Owed struct {
	Kinds        []BodyKind `yaml:"kinds,omitempty" json:"kinds,omitempty"`
	Subtypes     []string   `yaml:"subtypes,omitempty" json:"subtypes,omitempty"`
	Codes        []string   `yaml:"codes,omitempty" json:"codes,omitempty"`
	PatientCare  bool       `yaml:"patient_care,omitempty" json:"patient_care,omitempty"`
	Unit         string     `yaml:"unit" json:"unit"`                                     // rd_office, hr, board, department, office
	Requirements []string   `yaml:"requirements,omitempty" json:"requirements,omitempty"` // keys; empty is all
	Reading      bool       `yaml:"reading,omitempty" json:"reading,omitempty"`           // our reading: the text names nobody
	Lead         string     `yaml:"lead,omitempty" json:"lead,omitempty"`                 // code of the department that reports and signs (R5)
}

// Covers says whether the row names a body. A body matches by code, or by
// kind together with every further condition that the row sets.
func (o Owed) Covers(b Body) bool {
	if slices.Contains(o.Codes, b.Code) {
		return true
	}
	return slices.Contains(o.Kinds, b.Kind) &&
		(len(o.Subtypes) == 0 || slices.Contains(o.Subtypes, b.Subtype)) &&
		(!o.PatientCare || b.PatientCare)
}

// DependencyKind is what an edge between two recommendations does.
type DependencyKind string

// Funds and Delivers hold the downstream duty up; the others do not.
const (
	Funds    DependencyKind = "funds"
	Delivers DependencyKind = "delivers"
	Supports DependencyKind = "supports"
	Informs  DependencyKind = "informs"
	Monitors DependencyKind = "monitors"
)

// DependencyKinds is every kind, holding ones first.
func DependencyKinds() []DependencyKind {
	return []DependencyKind{Funds, Delivers, Supports, Informs, Monitors}
}

// Holds says that the kind holds the downstream duty up.
func (k DependencyKind) Holds() bool { return k == Funds || k == Delivers }

// DependencyScope says which duties of two recommendations an edge joins.
type DependencyScope string

// The scope rules of the domain: see package graph for what each joins.
const (
	SameBody   DependencyScope = "same_body"
	SameNation DependencyScope = "same_nation"
	WholeUK    DependencyScope = "uk"
	LocalShare DependencyScope = "local_share"
)

// Dependency is a typed edge between two recommendations.
type Dependency struct {
	Key    string          `yaml:"key" json:"key"` // "3-1-funds": never reused
	From   int             `yaml:"from" json:"from"`
	To     int             `yaml:"to" json:"to"`
	Kind   DependencyKind  `yaml:"kind" json:"kind"`
	Scope  DependencyScope `yaml:"scope" json:"scope"`
	Stated bool            `yaml:"stated" json:"stated"` // in the report, or inferred by us
	Cite   string          `yaml:"cite" json:"cite"`
	Why    string          `yaml:"why" json:"why"`
	// Requirement is the one requirement of To that the edge holds, or "" for all (R6).
	Requirement string `yaml:"requirement,omitempty" json:"requirement,omitempty"`
	// To bodies the edge is limited to, by code; empty is every body that owes To.
	ToCodes []string `yaml:"to_codes,omitempty" json:"to_codes,omitempty"`
	// Share is the threshold, in per cent, of a local share; 0 elsewhere.
	Share int `yaml:"share,omitempty" json:"share,omitempty"`
	// AnyPartner releases through any one partner's office (R17: 14 for 15 and 16).
	AnyPartner bool `yaml:"any_partner,omitempty" json:"any_partner,omitempty"`
	// UKShare counts a local share over the whole UK rather than the nation.
	UKShare bool `yaml:"uk_share,omitempty" json:"uk_share,omitempty"`
}

// Term is a word of a list that the pack brings: a barrier, an aim, a profession.
type Term struct {
	Key  string `yaml:"key" json:"key"`
	Name string `yaml:"name" json:"name"`
	Cite string `yaml:"cite,omitempty" json:"cite,omitempty"`
	// NamesBody says that whoever chooses a barrier names the body it is about (R27).
	NamesBody bool `yaml:"names_body,omitempty" json:"names_body,omitempty"`
}

// NamesBody says whether a barrier of the pack asks for the body it is about.
func (p *Pack) NamesBody(barrier string) bool {
	return slices.ContainsFunc(p.Barriers, func(t Term) bool { return t.Key == barrier && t.NamesBody })
}

// Practice is good practice that the report tells of.
type Practice struct {
	Key    string   `yaml:"key" json:"key"`
	By     string   `yaml:"by" json:"by"`                           // as the report names it, or "not named"
	Codes  []string `yaml:"codes,omitempty" json:"codes,omitempty"` // bodies of the register, successors included
	What   string   `yaml:"what" json:"what"`
	Serves []int    `yaml:"serves" json:"serves"`
	Cite   string   `yaml:"cite" json:"cite"`
}

// Indicator is a defined figure with its baseline values.
type Indicator struct {
	Key        string           `yaml:"key" json:"key"`
	Name       string           `yaml:"name" json:"name"`
	Unit       string           `yaml:"unit" json:"unit"` // count, percent
	Population string           `yaml:"population,omitempty" json:"population,omitempty"`
	Cite       string           `yaml:"cite" json:"cite"`
	Serves     []int            `yaml:"serves,omitempty" json:"serves,omitempty"`
	Values     []IndicatorValue `yaml:"values" json:"values"`
}

// IndicatorValue is one reported figure of an indicator.
type IndicatorValue struct {
	Body        string `yaml:"body,omitempty" json:"body,omitempty"` // code, or "" for all
	Period      string `yaml:"period" json:"period"`
	Value       int    `yaml:"value" json:"value"`
	Approx      string `yaml:"approx,omitempty" json:"approx,omitempty"` // "just under"
	Denominator int    `yaml:"denominator,omitempty" json:"denominator,omitempty"`
	Note        string `yaml:"note,omitempty" json:"note,omitempty"`
}

// Pack is everything that one version of a report brings into the product.
type Pack struct {
	Version         int              `yaml:"version" json:"version"`
	Report          Report           `yaml:"report" json:"report"`
	Themes          []Theme          `yaml:"themes" json:"themes"`
	Recommendations []Recommendation `yaml:"recommendations" json:"recommendations"`
	Dependencies    []Dependency     `yaml:"dependencies" json:"dependencies"`
	Aims            []Term           `yaml:"aims" json:"aims"`
	Barriers        []Term           `yaml:"barriers" json:"barriers"`
	Professions     []Term           `yaml:"professions" json:"professions"`
	Practices       []Practice       `yaml:"practices" json:"practices"`
	Indicators      []Indicator      `yaml:"indicators" json:"indicators"`
}

// Recommendation finds one by number.
func (p *Pack) Recommendation(no int) (Recommendation, bool) {
	i := slices.IndexFunc(p.Recommendations, func(r Recommendation) bool { return r.No == no })
	if i < 0 {
		return Recommendation{}, false
	}
	return p.Recommendations[i], true
}

// Requirement finds one by key.
func (p *Pack) Requirement(key string) (Requirement, bool) {
	no, err := strconv.Atoi(strings.TrimRight(key, "abcdefghijklmnopqrstuvwxyz"))
	if err != nil {
		return Requirement{}, false
	}
	r, _ := p.Recommendation(no)
	i := slices.IndexFunc(r.Requirements, func(q Requirement) bool { return q.Key == key })
	if i < 0 {
		return Requirement{}, false
	}
	return r.Requirements[i], true
}
