package site_test

import (
	"encoding/csv"
	"flag"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/site"
)

// update writes the golden table anew; read the difference before it is kept.
var update = flag.Bool("update", false, "write testdata/routes.csv from what the routes answer")

const golden = "testdata/routes.csv"

// TestEveryRouteAsEveryRole opens every address, and sends an empty form to
// every form, as somebody in each role and as a stranger, about one body of
// England. What each is answered stands in the golden table, and how many
// queries the dearest answer took at most: a new route needs a row, and an
// answer that changes, or asks the database more, has to be meant.
func TestEveryRouteAsEveryRole(t *testing.T) {
	cast := roles()
	rows := [][]string{append([]string{"method", "path", "queries", "stranger"}, cast[1:]...)}
	w := warmWorld(t)
	for _, route := range site.Table() {
		row, dearest := []string{route.Method, route.Path, ""}, int64(0)
		for _, as := range cast {
			p := w.walk(as, route)
			row, dearest = append(row, strconv.Itoa(p.status)), max(dearest, p.queries)
			if route.Method == http.MethodPost && p.status == http.StatusSeeOther && p.location != "/sign-in" {
				w = warmWorld(t) // something was done: the next one finds it undone
			}
		}
		row[2] = strconv.FormatInt(dearest, 10)
		rows = append(rows, row)
	}
	if *update {
		writeTable(t, rows)
	}
	want := readTable(t)
	require.Len(t, want, len(rows), "the golden table has rows of routes that are gone, or lacks some")
	for _, row := range rows {
		key := row[0] + " " + row[1]
		require.Equal(t, want[key][1:], row[3:], "%s, as %v (run with -update once the new answers are meant)", key, rows[0][3:])
		most, _ := strconv.Atoi(want[key][0]) // the heading is no number
		asked, _ := strconv.Atoi(row[2])
		require.LessOrEqual(t, asked, most, "%s asks the database more than it did", key)
	}
}

// roles are a stranger and somebody in each role.
func roles() []string {
	return []string{"", "nobody", "reporter", "hr", "approver", "elsewhere", "reviewer", "lead", "scotland", "observer", "assurer", "auditor", "administrator"}
}

// warmWorld is a world in which everybody has opened a page already, so that
// what is kept in memory is there.
func warmWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.drawnCheck()
	w.get("auditor", "/integrated").ok()
	for _, as := range roles() {
		w.get(as, "/about").ok()
	}
	return w
}

// walk sends one request to a route, with its parameters filled from the world.
func (w *world) walk(as string, route site.Address) *page {
	w.t.Helper()
	path := regexp.MustCompile(`:[a-z]+`).ReplaceAllStringFunc(route.Path, func(name string) string {
		if own, special := ofGovernment[name]; special && strings.HasPrefix(route.Path, "/arrangements/") {
			return own
		}
		return w.parameter(name[1:])
	})
	if route.Method == http.MethodGet {
		return w.get(as, path)
	}
	return w.post(as, path, url.Values{})
}

// ofGovernment is a duty that England’s oversight may not review itself.
var ofGovernment = map[string]string{":body": "UKG", ":rec": "3"}

// parameter is the part of an address that a name stands for in this world.
func (w *world) parameter(name string) string {
	w.t.Helper()
	fixed := map[string]string{
		"body": "RYY", "report": report, "rec": "10", "no": "1", "version": "1", "nation": "england", "token": "not-a-token", "facts": "not-the-facts",
		"barrier": "no_time", "format": "csv",
	}
	switch name {
	case "agreement":
		agreements, err := w.store.Reader().Agreements(w.t.Context())
		require.NoError(w.t, err)
		return string(agreements[0].ID)
	case "check":
		return string(w.aCheck().ID)
	case "item":
		return string(w.drawnItem(w.aCheck().ID).ID)
	case "publication":
		return string(w.publications()[0].ID)
	case "round":
		return string(w.round("Autumn 2026").ID)
	case "return": // the signed one
		heads, err := w.store.Reader().ReturnHeads(w.t.Context(), domain.Scope{All: true}, domain.ReturnSigned)
		require.NoError(w.t, err)
		return string(heads[0].ID)
	case "person":
		return string(w.person("unconfirmed").ID)
	case "id": // of evidence
		library, err := w.store.Reader().EvidenceOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
		require.NoError(w.t, err)
		return string(library[0].ID)
	case "action":
		actions, err := w.store.Reader().ActionsOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
		require.NoError(w.t, err)
		return string(actions[0].ID)
	case "partnership":
		known, err := w.store.Reader().PartnershipsOf(w.t.Context(), domain.Scope{All: true}, w.body("RYY").ID)
		require.NoError(w.t, err)
		return string(known[0].ID)
	case "role":
		held, err := w.store.Reader().PersonWithin(w.t.Context(), domain.Scope{All: true}, w.person("unconfirmed").ID)
		require.NoError(w.t, err)
		return string(held.Memberships[0].ID)
	}
	require.Contains(w.t, fixed, name, "say in parameter() what :%s stands for", name)
	return fixed[name]
}

// aCheck is the spot check of the world.
func (w *world) aCheck() domain.SpotCheck {
	w.t.Helper()
	checks, err := w.store.Reader().Checks(w.t.Context(), domain.Scope{All: true}, report)
	require.NoError(w.t, err)
	return checks[0]
}

// body is a body of the world, by its code.
func (w *world) body(code string) domain.Body {
	w.t.Helper()
	body, err := w.store.Reader().BodyByCode(w.t.Context(), code)
	require.NoError(w.t, err)
	return body
}

// round is a round of the world, by its name.
func (w *world) round(name string) domain.Round {
	w.t.Helper()
	rounds, err := w.store.Reader().Rounds(w.t.Context(), report)
	require.NoError(w.t, err)
	for _, r := range rounds {
		if r.Name == name {
			return r
		}
	}
	require.Fail(w.t, "no round is called "+name)
	return domain.Round{}
}

func readTable(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.Open(golden)
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	table := make(map[string][]string, len(rows))
	for _, row := range rows {
		table[row[0]+" "+row[1]] = row[2:]
	}
	return table
}

func writeTable(t *testing.T, rows [][]string) {
	t.Helper()
	file, err := os.Create(golden)
	require.NoError(t, err)
	require.NoError(t, csv.NewWriter(file).WriteAll(rows))
	require.NoError(t, file.Close())
}
