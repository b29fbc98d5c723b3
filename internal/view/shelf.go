package view

import (
	"slices"
	"sync"
)

// shelf keeps what was dear to compute; what has been there longest goes for
// what is new.
type shelf[K comparable, V any] struct {
	most int

	mu    sync.Mutex
	kept  map[K]V
	order []K // as they came
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
	if _, known := s.kept[key]; !known {
		s.order = append(s.order, key)
	}
	s.kept[key] = v
	if len(s.order) > s.most {
		delete(s.kept, s.order[0])
		s.order = slices.Delete(s.order, 0, 1)
	}
}

// keptPast is how many past pictures are kept, of two to three megabytes each.
const keptPast = 12
