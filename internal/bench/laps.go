package main

import (
	"slices"
	"sync"
	"time"
)

// laps collects times from several clients.
type laps struct {
	mu   sync.Mutex
	took []time.Duration
}

func (l *laps) add(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took = append(l.took, d)
}

// loop is the times as a loop of so long.
func (l *laps) loop(name string, lasted time.Duration) loop {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.Sort(l.took)
	return loop{name: name, took: l.took, lasted: lasted}
}

// percentile is one of times that are sorted; of none it is zero.
func percentile(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*percent/100]
}
