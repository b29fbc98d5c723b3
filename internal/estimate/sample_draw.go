package estimate

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"heed/internal/domain"
)

// seedBytes is the length of a seed.
const seedBytes = 32

// Allocate shares n units among the strata of a frame in proportion to their
// size, by largest remainder, with at least one for each. A stratum's quota is
// n times its units over all units. So n that is more than the population draws
// everybody, and n that is less than the number of strata is raised to it; an
// empty frame has no strata.
func (f SampleFrame) Allocate(n int) []SampleSize {
	sizes := f.Strata()
	all := len(f)
	n = min(max(n, len(sizes)), all)
	left := n
	for i := range sizes {
		sizes[i].Drawn = max(1, n*sizes[i].Units/all)
		left -= sizes[i].Drawn
	}
	// How far a stratum is below its quota, in parts of a unit.
	below := func(i int) int { return n*sizes[i].Units - sizes[i].Drawn*all }
	for ; left != 0; left -= sign(left) {
		best := -1
		for i := range sizes {
			fits := left > 0 && sizes[i].Drawn < sizes[i].Units || left < 0 && sizes[i].Drawn > 1
			if fits && (best < 0 || sign(left)*cmp.Compare(below(i), below(best)) > 0) {
				best = i
			}
		}
		sizes[best].Drawn += sign(left)
	}
	return sizes
}

func sign(n int) int { return cmp.Compare(n, 0) }

// Draw draws n units of the frame, as Allocate shares them: of each stratum
// those with the smallest HMAC-SHA256 of their id under the seed, ids of equal
// code in their order. The seed is 32 bytes in hex. Who was drawn follows from
// seed, frame and n alone, so that anybody can draw again.
func (f SampleFrame) Draw(seed string, n int) ([]domain.ID, error) {
	key, err := hex.DecodeString(seed)
	if err != nil || len(key) != seedBytes {
		return nil, fmt.Errorf("estimate: a seed is %d bytes in hex, not %q", seedBytes, seed)
	}
	type ticket struct {
		id   domain.ID
		code []byte
	}
	in := map[SampleStratum][]ticket{}
	for _, u := range f.sorted() {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(u.ID))
		in[u.Stratum] = append(in[u.Stratum], ticket{u.ID, mac.Sum(nil)})
	}
	var drawn []domain.ID
	for _, size := range f.Allocate(n) {
		tickets := in[size.SampleStratum]
		slices.SortStableFunc(tickets, func(a, b ticket) int { return bytes.Compare(a.code, b.code) })
		for _, t := range tickets[:size.Drawn] {
			drawn = append(drawn, t.id)
		}
	}
	slices.Sort(drawn)
	return drawn, nil
}
