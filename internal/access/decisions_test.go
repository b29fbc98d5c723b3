package access_test

import (
	"encoding/csv"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/policies"
)

// theDuty is the duty that every question of the table is about.
const theDuty = domain.ID("the-duty")

// decision is one row of policies/decisions.csv.
type decision struct {
	name, role, on, recs, assigned, employer, verb, path, rec, expected, by, why string
}

func decisions(t *testing.T) []decision {
	t.Helper()
	r := csv.NewReader(strings.NewReader(policies.Decisions()))
	r.Comment, r.FieldsPerRecord = '#', 12
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"case", "role", "on", "recs", "assigned", "employer", "verb", "path", "rec", "expected", "by", "why"}, rows[0])
	table := make([]decision, 0, len(rows))
	for _, c := range rows[1:] {
		table = append(table, decision{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]})
	}
	return spellOutOthers(table)
}

// spellOutOthers replaces each row of "others" by one for every role that no
// other row of the verb lets in.
func spellOutOthers(table []decision) []decision {
	letIn := map[string]map[string]bool{}
	for _, d := range table {
		if letIn[d.verb] == nil {
			letIn[d.verb] = map[string]bool{}
		}
		for role := range strings.SplitSeq(d.role, ";") {
			letIn[d.verb][role] = letIn[d.verb][role] || d.expected == "yes"
		}
	}
	var spelt []decision
	for _, d := range table {
		if d.role != "others" {
			spelt = append(spelt, d)
			continue
		}
		for _, role := range allRoles() {
			if letIn[d.verb][string(role)] {
				continue
			}
			one := d
			one.role, one.name = string(role), "nobody else: "+string(role)
			if slices.Contains(domain.PersonRoles(), role) {
				spelt = append(spelt, one)
				continue
			}
			one.on = ""
			spelt = append(spelt, one)
		}
	}
	return spelt
}

func allRoles() []domain.Role {
	return append(domain.PersonRoles(), domain.Clock, domain.Operator, domain.PublicRole)
}

// actor is who the row is about. A role on no path is the actor itself.
func (d decision) actor(t *testing.T) domain.Actor {
	if d.on == "" {
		return domain.Actor{Role: domain.Role(d.role)}
	}
	actor := domain.Actor{Person: domain.Person{ID: "somebody", BodyID: domain.ID(d.employer)}}
	if d.assigned == "yes" {
		actor.Assigned = []domain.ID{"another-duty", theDuty}
	}
	if d.assigned == "check" {
		actor.Checking = []domain.ID{"another-duty", theDuty}
	}
	roles, places := strings.Split(d.role, ";"), strings.Split(d.on, ";")
	require.Len(t, places, len(roles), "%s: a path for each role", d.name)
	for i, role := range roles {
		m := domain.Membership{Role: domain.Role(role), Path: places[i], Confirmed: true}
		if isBody(places[i]) {
			m.BodyID = domain.ID(path.Base(places[i]))
			m.Kind = kindOf(m.BodyID)
		} else {
			m.Area = places[i]
		}
		if i == 0 {
			m.Recs = numbers(t, d.recs)
		}
		actor.Memberships = append(actor.Memberships, m)
	}
	return actor
}

// isBody tells a body's path from an area's: codes have capitals or digits.
func isBody(p string) bool {
	return strings.ContainsAny(path.Base(p), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}

func numbers(t *testing.T, list string) []int {
	t.Helper()
	var ns []int
	for text := range strings.SplitSeq(list, ";") {
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		require.NoError(t, err)
		ns = append(ns, n)
	}
	return ns
}

func (d decision) target(t *testing.T) access.Target {
	target := access.Target{Path: d.path}
	if d.rec != "" {
		target.Rec, target.Duty = numbers(t, d.rec)[0], theDuty
	}
	return target
}

// register is the part of the bodies that the rows of R5 are about, linked as
// in the seed.
func register() []domain.Body {
	leads := map[string]domain.Nation{"DHSC": domain.England, "SG-HSCD": domain.Scotland, "WG": domain.Wales, "DOH-NI": domain.NorthernIreland}
	body := func(code string, kind domain.BodyKind, parent string, sponsors ...string) domain.Body {
		nation, oversees := leads[code]
		return domain.Body{ID: domain.ID(code), Code: code, Kind: kind, Parent: parent, Sponsors: sponsors, Nation: nation, Leads: oversees}
	}
	return []domain.Body{
		body("UKG", domain.Government, ""),
		body("DHSC", domain.Government, "UKG", "UKG"),
		body("DSIT", domain.Government, "UKG", "UKG"),
		body("NIHR", domain.Funder, "DHSC", "DHSC"),
		body("NHSE", domain.NationalBody, "DHSC", "DHSC"),
		body("UKRI", domain.Funder, "DSIT", "DSIT"),
		body("MRC", domain.Funder, "UKRI", "UKRI"),
		body("CRUK", domain.Funder, ""),
		body("RJ1", domain.Trust, "NHSE"),
		body("RYY", domain.Trust, "NHSE"),
		body("SG", domain.Government, ""),
		body("SG-HSCD", domain.Government, "SG", "SG"),
		body("CSO", domain.Funder, "SG-HSCD", "SG-HSCD", "SG"),
		body("S08000024", domain.HealthBoard, "SG"),
		body("WG", domain.Government, ""),
		body("HCRW", domain.Funder, "WG", "WG"),
		body("NIE", domain.Government, ""),
		body("DOH-NI", domain.Government, "NIE", "NIE"),
		body("PHA-NI", domain.NationalBody, "DOH-NI", "DOH-NI"),
		body("HSC-RD", domain.Funder, "PHA-NI", "PHA-NI", "DOH-NI"),
		body("ZT003", domain.HSCTrust, "DOH-NI"),
	}
}

// kindOf is what sort of organisation the register has under a code; "" where it has none.
func kindOf(code domain.ID) domain.BodyKind {
	for _, b := range register() {
		if b.ID == code {
			return b.Kind
		}
	}
	return ""
}

// ownWork says whether the row's target is the actor's own (R5).
func (d decision) ownWork(t *testing.T) bool {
	actor := d.actor(t)
	own := domain.OwnOf(actor.Person, actor.Memberships, register())
	return slices.Contains(own, domain.ID(path.Base(d.path)))
}

// judges says that a verb is oversight's decision on what a body owes: nobody makes it
// of their own (R5).
func judges(verb access.Verb) bool {
	return slices.Contains([]access.Verb{
		access.Review, access.Receive, access.Take, access.Ask, access.DecideDispute, access.DismissFinding, access.CloseDuty, access.PutPractice,
		access.ExtendReturn, access.Assess,
	}, verb)
}

func TestDecisionsAgreeWithTheGoldenTable(t *testing.T) {
	a, err := access.New()
	require.NoError(t, err)
	for _, d := range decisions(t) {
		t.Run(d.name, func(t *testing.T) { d.check(t, a) })
	}
}

// TestR4_DecisionsOnDevolution and TestR5_DecisionsOnOwnWork run the rows of
// the two rules by name, so that neither can be dropped unseen.
func TestR4_DecisionsOnDevolution(t *testing.T) { checkRows(t, "R4 ", 45) }

func TestR5_DecisionsOnOwnWork(t *testing.T) { checkRows(t, "R5 ", 60) }

func checkRows(t *testing.T, prefix string, atLeast int) {
	t.Helper()
	a, err := access.New()
	require.NoError(t, err)
	n := 0
	for _, d := range decisions(t) {
		if strings.HasPrefix(d.name, prefix) {
			n++
			d.check(t, a)
		}
	}
	require.GreaterOrEqual(t, n, atLeast)
}

func (d decision) check(t *testing.T, a *access.Access) {
	t.Helper()
	can := a.Can(d.actor(t), access.Verb(d.verb), d.target(t))
	own := d.ownWork(t)
	switch d.by {
	case "access":
		require.Equal(t, d.expected == "yes", can, "%s: %s", d.name, d.why)
		require.False(t, can && own && judges(access.Verb(d.verb)), "%s: domain refuses what the table allows", d.name)
	case "domain":
		require.Equal(t, "no", d.expected, d.name)
		require.True(t, can, "%s: the role alone allows it", d.name)
		require.True(t, own, "%s: domain refuses it", d.name)
	default:
		require.Fail(t, "unknown decider", "%s: %q", d.name, d.by)
	}
}

func TestDecisionsSpeakOfEveryVerbAndRole(t *testing.T) {
	type pair struct {
		verb access.Verb
		role domain.Role
	}
	seen, granted := map[pair]bool{}, map[access.Verb]bool{}
	names := map[string]bool{}
	for _, d := range decisions(t) {
		require.NotEmpty(t, d.why, d.name)
		require.Contains(t, []string{"yes", "no"}, d.expected, d.name)
		require.Contains(t, access.Verbs(), access.Verb(d.verb), d.name)
		if !strings.HasPrefix(d.name, "nobody else") {
			require.False(t, names[d.name], "two rows are called %q", d.name)
			names[d.name] = true
		}
		granted[access.Verb(d.verb)] = granted[access.Verb(d.verb)] || d.expected == "yes"
		for role := range strings.SplitSeq(d.role, ";") {
			seen[pair{access.Verb(d.verb), domain.Role(role)}] = true
		}
	}
	for _, verb := range access.Verbs() {
		require.True(t, granted[verb], "no row lets anyone use %s", verb)
		for _, role := range allRoles() {
			require.True(t, seen[pair{verb, role}], "no row asks whether %s may use %s", role, verb)
		}
	}
}
