package view

import (
	"context"
	"fmt"
	"sync"
)

// works makes what takes too long for a request: each thing once at a time, one
// thing after the other, until the product stops. Nobody waits for it: who asked
// asks again.
type works struct {
	ctx  context.Context // ends with the product, and no work outlives it
	stop context.CancelFunc
	wait sync.WaitGroup
	turn chan struct{}

	mu     sync.Mutex
	going  map[string]chan struct{} // by what it is; closed when it is done
	failed map[string]error
}

// mostGoing is how many things may be under way or wait for their turn. What
// comes on top is begun when it is asked for again.
const mostGoing = 6

func newWorks() *works {
	ctx, stop := context.WithCancel(context.Background())
	return &works{ctx: ctx, stop: stop, turn: make(chan struct{}, 1), going: map[string]chan struct{}{}, failed: map[string]error{}}
}

// begin sees to it that a thing is under way. It answers with the error of the
// last time, once; asked again, it tries again.
func (w *works) begin(key string, fn func(context.Context) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.failed[key]; err != nil {
		delete(w.failed, key)
		return err
	}
	if w.going[key] != nil || len(w.going) >= mostGoing || w.ctx.Err() != nil {
		return nil
	}
	done := make(chan struct{})
	w.going[key] = done
	w.wait.Go(func() {
		err := w.run(fn)
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.going, key)
		if err != nil && w.ctx.Err() == nil {
			w.failed[key] = err
		}
		close(done)
	})
	return nil
}

// run does one thing when its turn comes. A fault in it is its own: no page
// fails for that but the one that asked.
func (w *works) run(fn func(context.Context) error) (err error) {
	select {
	case w.turn <- struct{}{}:
	case <-w.ctx.Done():
		return w.ctx.Err()
	}
	defer func() { <-w.turn }()
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("view: a fault off the request: %v", fault)
		}
	}()
	return fn(w.ctx)
}

// settle waits until nothing is under way.
func (w *works) settle(ctx context.Context) error {
	for {
		var next chan struct{}
		w.mu.Lock()
		for _, next = range w.going {
			break
		}
		w.mu.Unlock()
		if next == nil {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// close ends what is under way and waits for it.
func (w *works) close() {
	w.stop()
	w.wait.Wait()
}
