package access

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/policies"
)

func TestABrokenPolicyStopsTheStart(t *testing.T) {
	row := func(line string) string { return policies.Policy() + "\n" + line + "\n" }
	cases := []struct{ name, model, policy, says string }{
		{"unknown role", policies.Model(), row("p, minister, view, duty, uk"), "unknown role"},
		{"the public", policies.Model(), row("p, public, view, duty, uk"), "unknown role"},
		{"unknown verb", policies.Model(), row("p, reporter, burn, duty, own"), "unknown verb"},
		{"unknown subject", policies.Model(), row("p, reporter, view, body, own"), "unknown subject"},
		{"unknown reach", policies.Model(), row("p, reporter, view, duty, everywhere"), "unknown reach"},
		{"not a rule", policies.Model(), row("g, reporter, view, duty, own"), "does not begin with p"},
		{"short row", policies.Model(), row("p, reporter, view"), "wrong number of fields"},
		{"verb of nobody", policies.Model(), strings.ReplaceAll(policies.Policy(), "p, clock, tick, whole, anywhere", ""), "tick"},
		{"no model", "", policies.Policy(), "model"},
		{"matcher without its function", strings.ReplaceAll(policies.Model(), "holds(", "keyMatches("), policies.Policy(), "model"},
		{"matcher with a value too few", strings.ReplaceAll(policies.Model(), ", p.reach,", ","), policies.Policy(), "takes 5 values"},
		{"matcher with values swapped", strings.ReplaceAll(policies.Model(), "r.actor, p.role", "p.role, r.actor"), policies.Policy(), "can't take"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(c.model, c.policy)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestEachVerbIsOfOneSubject(t *testing.T) {
	a, err := New()
	require.NoError(t, err)
	for verb, rules := range a.rules {
		for _, r := range rules {
			require.Equal(t, rules[0].of, r.of, "%s is of a duty or of a whole body, whoever uses it", verb)
		}
	}
}
