package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/google/uuid"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/files"
	"heed/internal/site"
	"heed/internal/store"
	"heed/internal/view"
	"heed/seed"
	"heed/web/words"
)

// plan is what the rooms are built from.
type plan struct {
	database   string
	migrations string
	files      string
	maxFile    int64
	scratch    bool // see store.Options
	now        func() time.Time
	log        *slog.Logger
}

// house is the rooms, joined.
type house struct {
	plan
	store *store.Store
	app   *app.App
	views *view.Views
	words *words.Catalogue
}

// build opens the database and builds the rooms on it.
func build(ctx context.Context, p plan) (*house, error) {
	catalogue, err := words.Load()
	if err != nil {
		return nil, err
	}
	decides, err := access.New()
	if err != nil {
		return nil, err
	}
	rows, err := store.Open(ctx, store.Options{
		Address: p.database, MigrateAddress: p.migrations, Now: p.now, IDs: newID, Logger: p.log,
		Scratch: p.scratch,
	})
	if err != nil {
		return nil, fmt.Errorf("the database can't be used: %w", err)
	}
	folder, err := files.NewFolder(p.files, p.maxFile)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the folder for evidence can't be used: %w", err), rows.Close())
	}
	verbs := app.New(app.Options{Store: rows, Access: decides, Files: folder, Now: p.now, IDs: newID})
	return &house{plan: p, store: rows, app: verbs, views: view.New(rows.Reader(), p.now), words: catalogue}, nil
}

// newID makes ids that sort in the order in which they were made.
func newID() domain.ID { return domain.ID(uuid.Must(uuid.NewV7()).String()) }

// close ends what is under way and gives the database back.
func (h *house) close() error {
	h.views.Close()
	return h.store.Close()
}

// pages is how the HTML door is opened.
type pages struct {
	contact string
	baseURL string // the address that people use
	proxies []netip.Prefix
	demo    bool
}

// door is everything that answers a request.
func (h *house) door(p pages) http.Handler {
	reader := h.store.Reader()
	return site.New(site.Options{
		App: h.app, Views: h.views, Reader: reader, Words: h.words, Now: h.now, Log: h.log,
		SessionRows: app.SessionRows(h.store),
		Contact:     p.contact, Report: seedReport, Demo: p.demo, MaxFile: h.maxFile, BaseURL: p.baseURL, Proxies: p.proxies,
		Ready: func(r *http.Request) error { return h.store.Ping(r.Context()) },
	})
}

// seedReport is the key of the report that the program brings along.
const seedReport = "ctr"

// operator is the actor of the command line.
func operator() domain.Actor { return domain.Actor{Role: domain.Operator} }

// seeded is the pack and the register that the program brings along.
func seeded() (app.ApplyPack, error) { return readPack(seed.Pack(), seed.Register()) }

func readPack(packFile, registerFile []byte) (app.ApplyPack, error) {
	pack, err := exchange.ReadPack(bytes.NewReader(packFile))
	if err != nil {
		return app.ApplyPack{}, err
	}
	register, err := exchange.ReadRegister(bytes.NewReader(registerFile))
	if err != nil {
		return app.ApplyPack{}, err
	}
	return app.ApplyPack{Pack: pack, Register: register}, exchange.CheckCodes(pack, register)
}

// isEmpty says that no report was ever brought in.
func (h *house) isEmpty(ctx context.Context) (bool, error) {
	_, err := h.store.Reader().Pack(ctx, seedReport)
	if domain.KindOf(err) == domain.NotFound {
		return true, nil
	}
	return false, err
}
