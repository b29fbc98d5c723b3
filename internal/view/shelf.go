package view

import "sync"

// shelf keeps what was dear to compute, and forgets all of it once it is full:
// what people ask for now is soon there again.
type shelf[K comparable, V any] struct {
	most int

	mu   sync.Mutex
	kept map[K]V
}

func newShelf[K comparable, V any](most int) *shelf[K, V] {
	return &shelf[K, V]{most: most, kept: map[K]V{}}
}

func (s *shelf[K, V]) find(key K) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, known := s.kept[key]
	return v, known
}

func (s *shelf[K, V]) keep(key K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= s.most {
		clear(s.kept)
	}
	s.kept[key] = v
}

// keptPast is how many past pictures are kept, of two to three megabytes each.
const keptPast = 12
