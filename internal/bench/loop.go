package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// loop is what came of asking for one thing again and again.
type loop struct {
	name   string
	took   []time.Duration // one for each answer, the shortest first
	lasted time.Duration
	used   usage // of the processor, while it lasted
}

// at is a percentile.
func (l loop) at(percent int) time.Duration { return percentile(l.took, percent) }

// step does one thing and says how long the part of it took that counts.
type step func(context.Context, *client) (time.Duration, error)

// errNoMore ends a loop early: there is nothing left to do it with.
var errNoMore = errors.New("nothing left to do")

// closedLoop lets every client do the step again as soon as it is done, for a
// time. The first error ends it.
func closedLoop(ctx context.Context, p *process, clients []*client, each time.Duration, do step) (loop, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, each, errNoMore)
	defer cancel()
	var l loop
	var mu sync.Mutex
	var failed error
	before, began := p.used(), time.Now()
	var all sync.WaitGroup
	for _, c := range clients {
		all.Go(func() {
			took, err := again(ctx, c, do)
			mu.Lock()
			defer mu.Unlock()
			l.took = append(l.took, took...)
			if err != nil && failed == nil {
				failed = err
				cancel()
			}
		})
	}
	all.Wait()
	l.lasted, l.used = time.Since(began), p.used().minus(before)
	slices.Sort(l.took)
	return l, failed
}

// again is one client's part. A step that the end of the time interrupts is let
// finish: its context is not the loop's.
func again(ctx context.Context, c *client, do step) ([]time.Duration, error) {
	var took []time.Duration
	for ctx.Err() == nil {
		one, err := do(context.WithoutCancel(ctx), c)
		if errors.Is(err, errNoMore) {
			return took, nil
		}
		if err != nil {
			return took, err
		}
		took = append(took, one)
	}
	return took, nil
}

// everySecond does something once a second until the context ends or nothing is
// left to do; the first error is returned.
func everySecond(ctx context.Context, do func(context.Context) error) error {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-second.C:
			err := do(context.WithoutCancel(ctx))
			if errors.Is(err, errNoMore) {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}
}
