package domain

import (
	"slices"
	"strings"
	"time"
)

// Nation is one of the four, or the UK for bodies that serve all of it.
type Nation string

// The nations, in the order in which pages show them.
const (
	England         Nation = "england"
	Scotland        Nation = "scotland"
	Wales           Nation = "wales"
	NorthernIreland Nation = "northern_ireland"
	UK              Nation = "uk"
)

// Nations is every nation in the order of pages, UK-wide last.
func Nations() []Nation { return []Nation{England, Scotland, Wales, NorthernIreland, UK} }

// Path is the nation's area: "uk/england"; UK-wide bodies live in "uk/wide".
func (n Nation) Path() string {
	if n == UK {
		return "uk/wide"
	}
	return "uk/" + string(n)
}

// NationOf is the nation whose area covers a path; UK where none does.
func NationOf(path string) Nation {
	for _, n := range Nations()[:4] {
		if Covers(n.Path(), path) {
			return n
		}
	}
	return UK
}

// Covers says that area is path or lies above it. Paths are compared by whole
// parts, so RJ1 never covers RJ10.
func Covers(area, path string) bool {
	return area == path || strings.HasPrefix(path, area+"/")
}

// BodyKind is what sort of organisation a body is.
type BodyKind string

// The kinds of the register.
const (
	Trust        BodyKind = "trust"
	HealthBoard  BodyKind = "health_board"
	HSCTrust     BodyKind = "hsc_trust"
	SpecialBoard BodyKind = "special_board"
	Funder       BodyKind = "funder"
	Government   BodyKind = "government"
	NationalBody BodyKind = "national_body"
	University   BodyKind = "university"
	Regulator    BodyKind = "regulator"
)

// BodyKinds is every kind in the order of pages.
func BodyKinds() []BodyKind {
	return []BodyKind{Trust, HealthBoard, HSCTrust, SpecialBoard, University, Funder, Government, NationalBody, Regulator}
}

// IsLocal says that a body is a Trust or Board: the bodies that run care.
func (k BodyKind) IsLocal() bool {
	return slices.Contains([]BodyKind{Trust, HealthBoard, HSCTrust, SpecialBoard}, k)
}

// Body is a responsible body: an organisation that owes something, or did.
type Body struct {
	ID          ID        `json:"id"`
	Code        string    `json:"code"`        // ODS code, GSS code, UKPRN or our own: unique
	CodeScheme  string    `json:"code_scheme"` // ods, gss, ukprn, own
	Name        string    `json:"name"`
	ShortName   string    `json:"short_name,omitempty"`
	Nation      Nation    `json:"nation"`
	Region      string    `json:"region,omitempty"` // an NHS England region's name, or "" outside England
	ICB         string    `json:"icb,omitempty"`    // code of the integrated care board, or ""
	ICBName     string    `json:"icb_name,omitempty"`
	Kind        BodyKind  `json:"kind"`
	Subtype     string    `json:"subtype,omitempty"`
	Parent      string    `json:"parent,omitempty"`     // code of the body above, or ""
	Sponsors    []string  `json:"sponsors,omitempty"`   // codes of the bodies that sponsor it (R5)
	Successors  []string  `json:"successors,omitempty"` // codes of the bodies that took over, when closed
	ValidFrom   Day       `json:"valid_from,omitempty"`
	ValidTo     Day       `json:"valid_to,omitempty"`     // last day in force; "" when current
	PatientCare bool      `json:"patient_care,omitempty"` // cares for patients: which special boards owe what local bodies do
	NoSignatory bool      `json:"no_signatory,omitempty"` // the name of a system: nobody there can sign (R21)
	Leads       bool      `json:"leads,omitempty"`        // is oversight of its nation (DHSC, the devolved governments)
	Path        string    `json:"path"`
	Note        string    `json:"note,omitempty"` // a doubt about the facts, shown with them
	Source      string    `json:"source,omitempty"`
	ReachedAt   time.Time `json:"reached_at,omitzero"` // when somebody of the body was first in touch; zero before (R8)
	Version     int       `json:"version"`
	Seq         int64     `json:"seq"` // last event that changed it
}

// Current says whether the body is in force on a day.
func (b Body) Current(on Day) bool {
	return (b.ValidTo.IsZero() || on <= b.ValidTo) && (b.ValidFrom.IsZero() || b.ValidFrom <= on)
}

// PathFor is the body's path: its areas, then its code. Areas are the nation
// and, in England, the region: "uk/england/london/RJ1".
func PathFor(b Body) string {
	parts := []string{b.Nation.Path()}
	if b.Nation == England && b.Region != "" && b.Region != string(England) {
		parts = append(parts, AreaName(b.Region))
	}
	return strings.Join(append(parts, b.Code), "/")
}

// AreaName is the part of a path that a region's name becomes.
func AreaName(region string) string {
	return strings.ReplaceAll(strings.ToLower(region), " ", "-")
}
