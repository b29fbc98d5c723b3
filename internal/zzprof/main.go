package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"

	"github.com/google/uuid"

	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/files"
	"heed/internal/signin"
	"heed/internal/site"
	"heed/internal/store"
	"heed/internal/view"
	"heed/web/words"
)

type sessionRows struct{ *store.Sessions }

func (r sessionRows) FindSession(ctx context.Context, tokenHash string) (signin.Session, bool, error) {
	row, found, err := r.Sessions.FindSession(ctx, tokenHash)
	return signin.Session(row), found, err
}

func (r sessionRows) AddSession(ctx context.Context, row signin.Session) error {
	return r.Sessions.AddSession(ctx, store.Session(row))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	var addr, filesDir, listen string
	for i, a := range os.Args {
		if a == "--dir" {
			addr, filesDir = "sqlite:"+os.Args[i+1]+"/heed.db", os.Args[i+1]+"/files"
		}
		if a == "--addr" {
			listen = os.Args[i+1]
		}
	}
	if os.Args[1] == "serve" {
		addr, filesDir, listen = os.Getenv("DATABASE_URL"), os.Getenv("HEED_FILES"), os.Getenv("HEED_ADDR")
	}
	ids := func() domain.ID { return domain.ID(uuid.Must(uuid.NewV7()).String()) }
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	s := must(store.Open(context.Background(), store.Options{Address: addr, Now: time.Now, IDs: ids, Logger: log}))
	rules := must(access.New())
	folder := must(files.NewFolder(filesDir, 25<<20))
	a := app.New(app.Options{Store: s, Access: rules, Files: folder, Now: time.Now, IDs: ids})
	h := site.New(site.Options{
		App: a, Views: view.New(s.Reader(), time.Now), Reader: s.Reader(), SessionRows: sessionRows{s.Sessions()}, Words: must(words.Load()),
		Now: time.Now, Log: log, Report: "ctr", Demo: true, MaxFile: 25 << 20,
		Ready: func(r *http.Request) error { return s.Ping(r.Context()) },
	})
	go func() { _ = http.ListenAndServe("127.0.0.1:18099", nil) }()
	fmt.Println(http.ListenAndServe(listen, h))
}
