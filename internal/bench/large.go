package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"heed/internal/domain"
)

// measureLarge prints what pages and returns cost on the large demonstration,
// on each engine.
func (b *bench) measureLarge(ctx context.Context) error {
	dir := filepath.Join(b.dir, "large")
	b.report.title(fmt.Sprintf("The large demonstration: the seed and %d past quarterly rounds", b.rounds))
	p, err := b.start(ctx, nil, "demo", "--dir", dir, "--rounds", strconv.Itoa(b.rounds))
	if err != nil {
		return err
	}
	b.report.figure("demo, its start with what it generated", seconds(p.took), "")
	err = b.measureOn(ctx, "SQLite", p, "sqlite:"+filepath.Join(dir, "heed.db"))
	if stopped := p.stop(); err == nil {
		err = stopped
	}
	if err != nil || !b.postgres {
		return err
	}
	return b.measurePostgres(ctx, dir)
}

// measurePostgres measures on a copy of the same rows. Demonstrations are kept
// in SQLite alone, so the copy is served as if it were real.
func (b *bench) measurePostgres(ctx context.Context, dir string) error {
	server, err := serverAddress()
	if err != nil {
		return err
	}
	began := time.Now()
	address, err := copyOf(ctx, server, filepath.Join(dir, "heed.db"))
	if err != nil {
		return err
	}
	b.report.figure("rows copied to PostgreSQL", seconds(time.Since(began)), "")
	p, err := b.start(ctx, []string{"DATABASE_URL=" + address, "HEED_FILES=" + filepath.Join(b.dir, "postgres-files")}, "serve")
	if err != nil {
		return err
	}
	err = b.measureOn(ctx, "PostgreSQL", p, address)
	if stopped := p.stop(); err == nil {
		err = stopped
	}
	return err
}

func (b *bench) measureOn(ctx context.Context, name string, p *process, address string) error {
	s, err := openScene(ctx, address)
	if err != nil {
		return err
	}
	defer s.store.Close() //nolint:errcheck // read from alone
	if err := b.describe(ctx, name, s, address); err != nil {
		return err
	}
	if err := b.measurePages(ctx, name, p, s); err != nil {
		return err
	}
	b.report.figure("memory afterwards", megabytes(memory(p.cmd.Process.Pid)), "")
	if b.only != "" {
		return nil
	}
	return b.measureReports(ctx, s)
}

// describe prints how much there is, and what deriving every state costs.
func (b *bench) describe(ctx context.Context, name string, s *scene, address string) error {
	version, size, err := describeEngine(ctx, address)
	if err != nil {
		return err
	}
	b.report.title(name + " " + version)
	heads, err := s.store.Reader().ReturnHeads(ctx, domain.Scope{All: true}, allStates()...)
	if err != nil {
		return err
	}
	head, err := s.store.Reader().Head(ctx)
	if err != nil {
		return err
	}
	b.report.figure("returns", strconv.Itoa(len(heads)), "")
	b.report.figure("events", strconv.FormatInt(head, 10), "")
	b.report.figure("size", megabytes(size), "")
	facts, err := s.facts(ctx)
	if err != nil {
		return err
	}
	b.report.figure(fmt.Sprintf("derived states of %d duties", len(facts.Duties)), milliseconds(derive(facts)), "under 20 ms")
	if b.only != "" {
		return nil
	}
	return b.forecastFigure(ctx, s)
}

func allStates() []domain.ReturnState {
	return []domain.ReturnState{
		domain.ReturnAwaited, domain.ReturnDraft, domain.ReturnSubmitted, domain.ReturnSigned,
		domain.ReturnReceived, domain.ReturnAccepted, domain.ReturnSentBack,
	}
}

// measurePages asks for each page for a while, with one write a second, and then
// does nothing but submit.
func (b *bench) measurePages(ctx context.Context, name string, p *process, s *scene) error {
	clients, err := s.mixed(ctx, p, b.clients)
	if err != nil {
		return err
	}
	desk, err := s.desk(ctx, p)
	if err != nil {
		return err
	}
	b.report.loopHead(fmt.Sprintf("%s: %d people in a closed loop for %v each, and one write a second", name, b.clients, b.each))
	began := time.Now()
	for _, page := range pages() {
		if b.only != "" && b.only != page.name {
			continue
		}
		if err := b.measurePage(ctx, p, clients, desk, page); err != nil {
			return err
		}
	}
	b.report.loop(desk.beside.loop("submit, one a second", time.Since(began)), "50 ms")
	if b.only != "" && b.only != submittingAll {
		return nil
	}
	return b.measureSubmit(ctx, p, clients, desk)
}

// submittingAll is the name of the loop in which everybody does nothing but submit.
const submittingAll = "submit, all at once"

// page is one to ask for again and again.
type page struct {
	name, target string
	path         func(*client) string
}

func pages() []page {
	at := func(path string) func(*client) string { return func(*client) string { return path } }
	return []page{
		{"integrated view", "50 ms", at("/integrated")},
		{"heatmap", "50 ms", at("/heatmap")},
		{"a duty", "15 ms", func(c *client) string { return draft{key: c.duty()}.path("") }},
		{"a body", "", func(c *client) string { return "/bodies/" + c.duty().Body }},
		{"graph", "", at("/graph")},
		{"start page", "", at("/")},
		{"package", "100 ms", at("/package")},
		{"package, by body", "100 ms", at("/package/bodies")},
		{"hold-ups", "100 ms", at("/hold-ups")},
		{"what if it were done", "100 ms", at("/suppose?rec=3")},
		{"disagreements", "100 ms", at("/disagreements")},
		{"barriers", "100 ms", at("/barriers")},
		{"changes", "100 ms", at("/changes")},
		{"brief", "100 ms", at("/brief")},
		{"regions", "100 ms", at("/regions")},
		{"publications", "100 ms", at("/publications")},
		{"forecast", "100 ms", forecastOf},
		{"demand, or chase list", "100 ms", deskOf},
		{"as at a past day", "100 ms", at("/integrated?as_at=" + string(domain.DayOf(time.Now()).AddMonths(-8)))},
	}
}

// deskOf is the list that is somebody's own: oversight's, or a funder's; a Trust has
// its start page.
func deskOf(c *client) string {
	switch {
	case oversees(c):
		return "/chase"
	case strings.Contains(c.actor.Memberships[0].Path, "/NIHR"):
		return "/demand"
	}
	return "/"
}

func oversees(c *client) bool { return c.actor.Has(domain.OversightLead, domain.Reviewer) }

// forecastOf is the forecast that somebody may read: of the whole, or of each duty
// that is theirs.
func forecastOf(c *client) string {
	if oversees(c) {
		return "/forecast"
	}
	return "/forecast/all/all"
}

func (b *bench) measurePage(ctx context.Context, p *process, clients []*client, desk *desk, page page) error {
	for _, c := range clients { // the first time is the connection's, not the page's
		if _, err := c.page(ctx, page.path(c)); err != nil {
			return err
		}
	}
	writing, stop := context.WithCancel(ctx)
	wrote := make(chan error, 1)
	go func() {
		wrote <- everySecond(writing, desk.turn)
	}()
	l, err := closedLoop(ctx, p, clients, b.each, func(ctx context.Context, c *client) (time.Duration, error) {
		return c.page(ctx, page.path(c))
	})
	stop()
	if writeErr := <-wrote; err == nil {
		err = writeErr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", page.name, err)
	}
	l.name = page.name
	b.report.loop(l, page.target)
	return nil
}

// measureSubmit does nothing but submit, each return with a file of a megabyte: one
// person alone, which is what a return costs whoever sends it, and then all at once.
// What counts is sending the file and sealing; the draft is saved beforehand.
func (b *bench) measureSubmit(ctx context.Context, p *process, clients []*client, desk *desk) error {
	if err := b.submitting(ctx, p, clients[:1], desk, "submit, one person"); err != nil {
		return err
	}
	return b.submitting(ctx, p, clients, desk, submittingAll)
}

// mostSubmits is how many returns one loop submits: the open round awaits some
// hundreds, and the next loop needs its share.
const mostSubmits = 100

func (b *bench) submitting(ctx context.Context, p *process, clients []*client, desk *desk, name string) error {
	var seals laps
	var begun atomic.Int64
	began := time.Now()
	l, err := closedLoop(ctx, p, clients, b.each, func(ctx context.Context, _ *client) (time.Duration, error) {
		if begun.Add(1) > mostSubmits {
			return 0, errNoMore
		}
		upload, seal, err := desk.submit(ctx)
		if err == nil {
			seals.add(seal)
		}
		return upload + seal, err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l.name = name
	b.report.loop(l, "50 ms")
	b.report.loop(seals.loop("  of that, sealing", time.Since(began)), "")
	return nil
}
