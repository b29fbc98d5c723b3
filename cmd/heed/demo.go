package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"heed/internal/files"
	"heed/internal/store"
)

// demoCommand runs a demonstration: no settings, this machine alone.
type demoCommand struct {
	Addr   string `default:"127.0.0.1:8080" help:"Where it listens: an address of this machine alone."`
	Rounds *int   `help:"Past rounds to generate, one a quarter; 4 unless said otherwise."`
	Dir    string `type:"path" help:"Folder that keeps the demonstration; without it one in the user's cache."`
	Fresh  bool   `help:"Throw the demonstration in the folder away and generate it anew."`
}

const (
	demoRounds    = 4
	maxDemoRounds = 200
	demoFile      = "heed.db"
	demoFiles     = "files"
	unfinished    = "unfinished-*" // folders of demonstrations in the making
)

// Run generates the demonstration where there is none, and serves it.
func (c demoCommand) Run(ctx context.Context, w world) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	if c.Dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return fmt.Errorf("no folder for the demonstration, name one with --dir: %w", err)
		}
		c.Dir = filepath.Join(cache, "heed-demo")
	}
	// Listened first: a second demonstration ends here and not in the files of
	// the first.
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("can't listen at %s: %w", c.Addr, err)
	}
	defer listener.Close() //nolint:errcheck // the server has closed it, or nothing came of it
	log := slog.New(slog.NewTextHandler(w.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	if err := c.prepare(ctx, w); err != nil {
		return err
	}
	h, err := build(ctx, c.plan(c.Dir, time.Now, log))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := c.sameRounds(ctx, h); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "The demonstration is at http://%s\n", listener.Addr())
	return answer(ctx, log, listener, h.door(pages{baseURL: "http://" + listener.Addr().String(), demo: true}))
}

func (c demoCommand) check() error {
	if err := checkAddress(c.Addr); err != nil {
		return fmt.Errorf("--addr %w", err)
	}
	if !isLoopback(c.Addr) {
		return errors.New("--addr must be an address of this machine alone, like 127.0.0.1:8080: " +
			"in a demonstration anybody signs in as anybody")
	}
	if c.Rounds != nil && (*c.Rounds < 0 || *c.Rounds > maxDemoRounds) {
		return fmt.Errorf("--rounds must be a number from 0 to %d", maxDemoRounds)
	}
	return nil
}

func (c demoCommand) plan(dir string, now func() time.Time, log *slog.Logger) plan {
	return plan{
		database: "sqlite:" + filepath.Join(dir, demoFile), files: filepath.Join(dir, demoFiles), maxFile: files.DefaultMax,
		now: now, log: log,
	}
}

// prepare leaves the folder with a whole demonstration in it.
func (c demoCommand) prepare(ctx context.Context, w world) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return fmt.Errorf("the demonstration's folder can't be made: %w", err)
	}
	file := filepath.Join(c.Dir, demoFile)
	_, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("the demonstration's folder can't be read: %w", err)
	default:
		if err := isDemonstration(ctx, file); err != nil || !c.Fresh {
			return err
		}
		if err := c.throwAway(); err != nil {
			return err
		}
	}
	fmt.Fprintln(w.err, "Generating the demonstration: this happens once.")
	return c.generate(ctx)
}

// isDemonstration refuses the database of a real installation, before anything
// in it is touched.
func isDemonstration(ctx context.Context, file string) error {
	kind, err := store.InstanceOf(ctx, "sqlite:"+file)
	if err != nil {
		return fmt.Errorf("the database in the demonstration's folder can't be read: %w", err)
	}
	if kind != store.Demo {
		return fmt.Errorf("%s is no demonstration, so that this leaves it alone: name another folder with --dir", file)
	}
	return nil
}

// throwAway takes away what a demonstration leaves in its folder, and nothing
// else.
func (c demoCommand) throwAway() error {
	var err error
	for _, name := range []string{demoFile, demoFile + "-wal", demoFile + "-shm", demoFiles} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(c.Dir, name)))
	}
	return err
}

// generate makes the demonstration beside its place and moves it there when it
// is whole: one that was broken off is never served.
func (c demoCommand) generate(ctx context.Context) error {
	left, err := filepath.Glob(filepath.Join(c.Dir, unfinished))
	if err != nil {
		return err
	}
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	dir, err := os.MkdirTemp(c.Dir, unfinished)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // empty by then, and swept by the next start
	clock := &storyClock{}
	p := c.plan(dir, clock.now, slog.New(slog.DiscardHandler)) // slow statements are its ordinary work
	p.scratch = true
	h, err := build(ctx, p)
	if err != nil {
		return err
	}
	rounds := demoRounds
	if c.Rounds != nil {
		rounds = *c.Rounds
	}
	err = errors.Join(h.invent(ctx, clock, rounds), h.close())
	if ctx.Err() != nil {
		return errors.New("stopped before the demonstration was whole; the next start begins it again")
	}
	if err != nil {
		return fmt.Errorf("generate the demonstration: %v", err) // a refusal in it is our fault: shown whole
	}
	if err := flush(filepath.Join(dir, demoFile)); err != nil {
		return err
	}
	for _, name := range []string{demoFiles, demoFile} { // the database last: it says that all is there
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(c.Dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// flush brings a file to the disk.
func flush(name string) error {
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// sameRounds refuses a number of rounds that the demonstration doesn't have.
func (c demoCommand) sameRounds(ctx context.Context, h *house) error {
	if c.Rounds == nil {
		return nil
	}
	rounds, err := h.store.Reader().Rounds(ctx, seedReport)
	if err != nil {
		return err
	}
	past := -1 // the open one
	seen := map[string]bool{}
	for _, r := range rounds {
		if r.Generated && !seen[r.Name] {
			seen[r.Name] = true
			past++
		}
	}
	if past != *c.Rounds {
		return fmt.Errorf("the demonstration in %s has %d past rounds, not %d: add --fresh to generate it anew", c.Dir, past, *c.Rounds)
	}
	return nil
}
