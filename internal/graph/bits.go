package graph

import "math/bits"

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, (size+63)/64) }

func (b bitset) add(i int32)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) remove(i int32)   { b[i/64] &^= 1 << (i % 64) }
func (b bitset) has(i int32) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b bitset) addAll(other bitset) {
	for i, w := range other {
		b[i] |= w
	}
}

// keep drops every number that sees does not let through.
func (b bitset) keep(sees func(int) bool) {
	b.each(func(i int32) {
		if !sees(int(i)) {
			b.remove(i)
		}
	})
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls fn for every number in the set, in order.
func (b bitset) each(fn func(int32)) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			fn(int32(i*64 + bits.TrailingZeros64(w)))
		}
	}
}
