package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/files"
	"heed/internal/site"
	"heed/internal/store"
	"heed/internal/view"
	"heed/web/words"
)

// report is the key of the report whose pages this build shows.
const report = "ctr"

// operator is whoever runs the commands.
var operator = domain.Actor{Role: domain.Operator}

// newID makes ids that sort by the time they were made.
func newID() domain.ID { return domain.ID(uuid.Must(uuid.NewV7()).String()) }

// house is everything that a command may need, built on one database.
type house struct {
	settings settings
	now      func() time.Time
	log      *slog.Logger
	store    *store.Store
	app      *app.App
}

// open opens the database and the folder of the evidence, and builds the verbs.
func open(ctx context.Context, s settings, now func() time.Time, log *slog.Logger) (*house, error) {
	rows, err := store.Open(ctx, store.Options{
		Address: s.Database, MigrateAddress: s.Migrations, Now: now, IDs: newID, Logger: log,
	})
	if err != nil {
		return nil, err
	}
	h := &house{settings: s, now: now, log: log, store: rows}
	if err := h.furnish(); err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	return h, nil
}

func (h *house) furnish() error {
	rules, err := access.New()
	if err != nil {
		return err
	}
	folder, err := files.NewFolder(h.settings.Files, h.settings.MaxFile)
	if err != nil {
		return fmt.Errorf("the folder of %s: %w", envFiles, err)
	}
	h.app = app.New(app.Options{Store: h.store, Access: rules, Files: folder, Now: h.now, IDs: newID})
	return nil
}

// instance is what the database says it is; an unmarked one is marked as asked,
// and one of the other sort is refused.
func (h *house) instance(ctx context.Context, demo bool) error {
	is, err := h.store.Instance(ctx)
	if err != nil {
		return err
	}
	switch {
	case is == store.Unmarked:
		return h.store.MarkInstance(ctx, demo)
	case demo && is == store.Real:
		return errors.New("this database is a real one; a demonstration needs a database of its own")
	case !demo && is == store.Demo:
		return errors.New("this database is a demonstration, full of generated data; it is never served for real")
	}
	return nil
}

// handler is the whole product as one http.Handler.
func (h *house) handler(demo bool) (http.Handler, error) {
	catalogue, err := words.Load()
	if err != nil {
		return nil, err
	}
	return site.New(site.Options{
		App: h.app, Views: view.New(h.store.Reader(), h.now), Reader: h.store.Reader(), SessionRows: app.SessionRows(h.store), Words: catalogue,
		Now: h.now, Log: h.log, Contact: h.settings.Contact, Report: report, Demo: demo, MaxFile: h.settings.MaxFile, BehindTLS: h.settings.BaseURL.Scheme == "https",
		Ready: func(r *http.Request) error { return h.store.Ping(r.Context()) },
	}), nil
}
