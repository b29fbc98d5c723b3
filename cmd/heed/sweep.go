package main

import (
	"context"
	"log/slog"
	"time"
)

// sweepEvery has what nobody needs swept now and again after each pause, until
// the context ends. What it returns waits for the last sweep to be over.
func (h *house) sweepEvery(ctx context.Context, pause time.Duration) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		again := time.NewTicker(pause)
		defer again.Stop()
		for {
			h.sweep(ctx)
			select {
			case <-ctx.Done():
				return
			case <-again.C:
			}
		}
	}()
	return func() { <-done }
}

// sweep tries once; what it could not do waits for the next time.
func (h *house) sweep(ctx context.Context) {
	swept, err := h.app.Sweep(ctx)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		h.log.Warn("not everything could be swept", slog.Any("error", err))
	case swept.Files > 0 || swept.Rows > 0:
		h.log.Info("swept", slog.Int("files", swept.Files), slog.Int64("rows", swept.Rows))
	}
}
