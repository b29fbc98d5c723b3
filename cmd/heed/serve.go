package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// serveCommand runs heed for real.
type serveCommand struct{}

// Run serves until it is told to stop. It refuses settings that make no sense
// and a demonstration's database.
func (serveCommand) Run(c *console) error {
	s, err := readSettings(c.getenv)
	if err != nil {
		return err
	}
	h, err := open(c.ctx, s, time.Now, c.log)
	if err != nil {
		return err
	}
	defer h.store.Close()
	if err := h.instance(c.ctx, false); err != nil {
		return err
	}
	if err := h.firstSeed(c); err != nil {
		return err
	}
	handler, err := h.handler(false)
	if err != nil {
		return err
	}
	return listen(c, s, handler)
}

// firstSeed brings in the report and the register when the database has none.
// Later versions of them wait for *heed import*, which says what it will change.
func (h *house) firstSeed(c *console) error {
	reports, err := h.store.Reader().Reports(c.ctx)
	if err != nil || len(reports) > 0 {
		return err
	}
	changes, err := h.applySeed(c.ctx)
	if err == nil {
		c.log.Info("seeded", slog.Int("changes", len(changes)))
	}
	return err
}

// listen answers requests until the context ends, then lets those under way finish.
func listen(c *console, s settings, handler http.Handler) error {
	listener, err := net.Listen("tcp", s.Address)
	if err != nil {
		return fmt.Errorf("%s: %w", envAddress, err)
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(c.log.Handler(), slog.LevelWarn),
	}
	fmt.Fprintf(c.out, "heed is at %s\n", s.BaseURL)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-c.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}
