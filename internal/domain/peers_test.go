package domain_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestR19_ABodyIsSetBesideItsLikeAlone(t *testing.T) {
	trust := func(code, region, subtype string) domain.Body {
		return domain.Body{Code: code, Nation: domain.England, Region: region, Kind: domain.Trust, Subtype: subtype}
	}
	board := func(code string) domain.Body {
		return domain.Body{Code: code, Nation: domain.Scotland, Kind: domain.HealthBoard, Subtype: "territorial_board"}
	}
	all := []domain.Body{
		trust("RYY", "South East", "community_nonfoundation"), trust("R1F", "South East", "acute_nonfoundation"),
		board("S08000025"), board("S08000026"), board("S08000028"), board("S08000024"), board("S08000031"),
	}
	for i := range 4 {
		all = append(all, trust(fmt.Sprintf("A%d", i), "London", []string{"acute_foundation", "acute_nonfoundation"}[i%2]))
	}
	for i := range 3 {
		all = append(all, trust(fmt.Sprintf("C%d", i), "London", "community_foundation"))
	}
	gone := trust("A9", "London", "acute_foundation")
	gone.ValidTo = today.Add(-1)
	all = append(all, gone)

	peers := func(code string) (codes []string, rule domain.PeerRule) {
		for _, b := range all {
			if b.Code == code {
				found, rule := domain.Peers(b, all, today)
				for _, p := range found {
					codes = append(codes, p.Code)
				}
				return codes, rule
			}
		}
		return nil, ""
	}
	cases := []struct {
		of    string
		rule  domain.PeerRule
		codes []string
	}{
		{"A0", domain.PeersRegion, []string{"A1", "A2", "A3"}},
		{"RYY", domain.PeersNation, []string{"C0", "C1", "C2"}},
		{"R1F", domain.PeersIslands, []string{"S08000025", "S08000026", "S08000028"}},
		{"S08000025", domain.PeersIslands, []string{"R1F", "S08000026", "S08000028"}},
		{"S08000024", domain.PeersNone, nil},
	}
	for _, c := range cases {
		codes, rule := peers(c.of)
		require.Equal(t, c.rule, rule, c.of)
		require.Equal(t, c.codes, codes, c.of)
	}
}
