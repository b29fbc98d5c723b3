package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"heed/internal/store"
)

// serveCommand runs heed for real.
type serveCommand struct{}

// Run serves until it is asked to stop.
func (serveCommand) Run(ctx context.Context, w world) (err error) {
	s, err := w.settings()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(w.err, nil))
	h, err := openReal(ctx, s, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := errors.Join(h.bringSeed(ctx), h.sayWhoHoldsTheRecord(ctx)); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.Address)
	if err != nil {
		return fmt.Errorf("%s: can't listen there: %w", envAddress, err)
	}
	log.Info("serving", slog.String("address", listener.Addr().String()), slog.String("base_url", s.BaseURL.String()),
		slog.String("database", s.databaseName()), slog.String("version", version()))
	fmt.Fprintf(w.out, "heed is at %s\n", s.BaseURL)
	defer h.sweepEvery(ctx, time.Hour)()
	return answer(ctx, log, listener, h.door(pages{contact: s.Contact, baseURL: s.BaseURL.String(), proxies: s.Proxies}))
}

// openReal opens a database for real use, and marks a new one so.
func openReal(ctx context.Context, s settings, log *slog.Logger) (*house, error) {
	h, err := build(ctx, plan{
		database: s.Database, migrations: s.Migrations, files: s.Files, maxFile: s.MaxFile, now: time.Now, log: log,
	})
	if err != nil {
		return nil, err
	}
	kind, err := h.store.Instance(ctx)
	switch {
	case err != nil:
	case kind == store.Demo:
		err = errors.New("this database holds a demonstration: its people and history are generated. " +
			"Point " + envDatabase + " at another one; \"heed demo\" runs this one")
	case kind == store.Unmarked:
		err = h.store.MarkInstance(ctx, false)
	}
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// bringSeed applies the report that comes with the program to an empty
// database. Newer versions of it are the operator's to import.
func (h *house) bringSeed(ctx context.Context) error {
	empty, err := h.isEmpty(ctx)
	if err != nil || !empty {
		return err
	}
	pack, err := seeded()
	if err != nil {
		return err
	}
	changes, err := h.app.ApplyPack(ctx, operator(), pack)
	if err != nil {
		return err
	}
	h.log.Info("the report that comes with heed was brought in", slog.Int("changes", len(changes)))
	return h.store.Analyze(ctx)
}

// sayWhoHoldsTheRecord warns of a PostgreSQL role that could change the record.
func (h *house) sayWhoHoldsTheRecord(ctx context.Context) error {
	owns, err := h.store.OwnsTables(ctx)
	if err == nil && owns && !strings.HasPrefix(h.database, "sqlite:") {
		h.log.Warn("the role that heed runs under owns its tables: whoever has it could change the record. "+
			"Give that role to migrations alone, and heed one that is granted heed_app", slog.String("setting", envMigrations))
	}
	return err
}

// How long the parts of a request and the end of the program may take. Evidence
// goes up slowly from a ward's network.
const (
	headerTime   = 10 * time.Second
	bodyTime     = 10 * time.Minute
	idleTime     = 2 * time.Minute
	shutdownTime = 15 * time.Second
)

// answer serves until the context ends, then lets open requests finish.
func answer(ctx context.Context, log *slog.Logger, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: bodyTime, IdleTimeout: idleTime,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving ended: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping: open requests finish first")
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("some requests did not finish in %v: %w", shutdownTime, err)
	}
	return nil
}
