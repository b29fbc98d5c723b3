package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR27_SmallCountsAreWithheld(t *testing.T) {
	type parts = map[string]int
	for name, c := range map[string]struct{ parts, said parts }{
		"none":                         {parts{}, parts{}},
		"all large":                    {parts{"London": 9, "North West": 5}, parts{"London": 9, "North West": 5}},
		"two small":                    {parts{"London": 9, "East": 4, "South": 1}, parts{"London": 9}},
		"one small takes another with": {parts{"London": 9, "North West": 6, "East": 2}, parts{"London": 9}},
		"the first of two equal goes":  {parts{"London": 6, "North West": 6, "East": 2}, parts{"North West": 6}},
		"one and one small":            {parts{"London": 9, "East": 2}, parts{}},
		"one small alone":              {parts{"East": 2}, parts{}},
	} {
		before := len(c.parts)
		require.Equal(t, c.said, domain.Withhold(c.parts), name)
		require.Len(t, c.parts, before, "%s: what it was given stays", name)
	}
}
