package estimate_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/estimate"
)

const seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

func stratum(n domain.Nation, k domain.BodyKind, r domain.CheckRisk) estimate.SampleStratum {
	return estimate.SampleStratum{Nation: n, Kind: k, Risk: r}
}

// claimsOf is a frame of so many single claims on recommendation 9 a stratum.
func claimsOf(sizes ...int) estimate.SampleFrame {
	strata := []estimate.SampleStratum{
		stratum(domain.England, domain.Trust, domain.RiskHigher), stratum(domain.England, domain.Trust, domain.RiskLower),
		stratum(domain.England, domain.University, domain.RiskHigher), stratum(domain.UK, domain.Funder, domain.RiskHigher),
	}
	var f estimate.SampleFrame
	for i, size := range sizes {
		for k := range size {
			f = append(f, estimate.SampleUnit{
				ID: domain.ID(fmt.Sprintf("%c-%03d", 'a'+i, k)), Stratum: strata[i], Claims: map[int]int{9: 1},
			})
		}
	}
	return f
}

func drawnOf(sizes []estimate.SampleSize) []int {
	var drawn []int
	for _, s := range sizes {
		drawn = append(drawn, s.Drawn)
	}
	return drawn
}

func TestR22_WhatNBuysIsSaidBeforehand(t *testing.T) {
	require.Equal(t, 69, estimate.SampleFor(236, 0.10))
	require.Equal(t, 1, estimate.SampleFor(1, 0.10))
	require.Equal(t, 0, estimate.SampleFor(0, 0.10))
	frame := claimsOf(236)
	require.Equal(t, 69, frame.Reach(0.10))
	require.InDelta(t, 0.0995, frame.Plan(69).Ranges[0].Half, 0.0001)
	require.Greater(t, frame.Plan(68).Ranges[0].Half, 0.10)

	everybody := frame.Plan(10_000)
	require.True(t, everybody.Census)
	require.Equal(t, 236, everybody.N)
	require.Zero(t, everybody.Ranges[0].Half)
	require.Equal(t, estimate.SampleDesign{}, estimate.SampleFrame(nil).Plan(5))
}

// TestR22_BodiesWithAllTheirClaimsTellLessThanTheirClaims: 40 bodies with 11
// claims each, of which 20 are drawn: 220 claims that tell as much as 73.
func TestR22_BodiesWithAllTheirClaimsTellLessThanTheirClaims(t *testing.T) {
	var frame estimate.SampleFrame
	for i := range 40 {
		claims := map[int]int{}
		for rec := 1; rec <= 11; rec++ {
			claims[rec] = 1
		}
		frame = append(frame, estimate.SampleUnit{ID: domain.ID(fmt.Sprint(i)), Claims: claims})
	}
	plan := frame.Plan(20)
	require.Len(t, plan.Ranges, 12)
	require.InDelta(t, 3.0, plan.Ranges[0].Effect, 1e-9)
	require.InDelta(t, 220, plan.Claims, 1e-9)
	require.InDelta(t, 0.081, plan.Ranges[0].Half, 0.001)
	require.InDelta(t, 1.0, plan.Ranges[1].Effect, 1e-9, "one claim each: no cluster")
	require.InDelta(t, 0.157, plan.Ranges[1].Half, 0.001)
}

func TestAllocationIsProportionalWithOneForEachStratum(t *testing.T) {
	require.Equal(t, []int{50, 30, 19, 1}, drawnOf(claimsOf(500, 300, 190, 10).Allocate(100)))
	require.Equal(t, []int{8, 1, 1, 1}, drawnOf(claimsOf(900, 5, 5, 5).Allocate(11)))
	require.Equal(t, []int{1, 1, 1, 1}, drawnOf(claimsOf(900, 5, 5, 5).Allocate(2)), "fewer than strata")
	require.Equal(t, []int{9, 5, 1}, drawnOf(claimsOf(9, 5, 1).Allocate(99)), "more than everybody")
	require.Equal(t, []int{1}, drawnOf(claimsOf(1).Allocate(1)))
	require.Empty(t, claimsOf().Allocate(5))

	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		frame := claimsOf(1+random.IntN(200), 1+random.IntN(50), 1+random.IntN(9), 1+random.IntN(3))
		n := 4 + random.IntN(len(frame))
		sum := 0
		for _, s := range frame.Allocate(n) {
			require.GreaterOrEqual(t, s.Drawn, 1)
			require.LessOrEqual(t, s.Drawn, s.Units)
			sum += s.Drawn
		}
		require.Equal(t, min(n, len(frame)), sum)
	}
}

// TestR22_AnybodyCanDrawAgain draws by the words of Draw's comment alone.
func TestR22_AnybodyCanDrawAgain(t *testing.T) {
	frame := claimsOf(20, 6)
	drawn, err := frame.Draw(seed, 8)
	require.NoError(t, err)

	key, err := hex.DecodeString(seed)
	require.NoError(t, err)
	smallest := func(prefix string, n int) []domain.ID {
		var codes []string
		for _, u := range frame {
			if strings.HasPrefix(string(u.ID), prefix) {
				mac := hmac.New(sha256.New, key)
				mac.Write([]byte(u.ID))
				codes = append(codes, hex.EncodeToString(mac.Sum(nil))+string(u.ID))
			}
		}
		slices.Sort(codes)
		var ids []domain.ID
		for _, code := range codes[:n] {
			ids = append(ids, domain.ID(code[64:]))
		}
		return ids
	}
	require.ElementsMatch(t, append(smallest("a", 6), smallest("b", 2)...), drawn)

	backwards := slices.Clone(frame)
	slices.Reverse(backwards)
	again, err := backwards.Draw(seed, 8)
	require.NoError(t, err)
	require.Equal(t, drawn, again)
	require.Equal(t, frame.Hash(), backwards.Hash())
	require.NotEqual(t, frame.Hash(), frame[1:].Hash())

	other, err := frame.Draw(strings.Repeat("ab", 32), 8)
	require.NoError(t, err)
	require.NotEqual(t, drawn, other)
	for _, wrong := range []string{"", "ab", "zz" + seed[2:]} {
		_, err := frame.Draw(wrong, 8)
		require.ErrorContains(t, err, "a seed is 32 bytes in hex")
	}
	nobody, err := estimate.SampleFrame(nil).Draw(seed, 8)
	require.NoError(t, err)
	require.Empty(t, nobody)
}

// TestEachUnitIsDrawnAsOftenAsAnother counts over many seeds.
func TestEachUnitIsDrawnAsOftenAsAnother(t *testing.T) {
	frame, times := claimsOf(30), map[domain.ID]int{}
	for i := range 2000 {
		drawn, err := frame.Draw(fmt.Sprintf("%064x", i), 6)
		require.NoError(t, err)
		for _, id := range drawn {
			times[id]++
		}
	}
	for id, n := range times {
		require.InDelta(t, 400, n, 90, id) // five standard deviations
	}
}
