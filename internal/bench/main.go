// Command bench prints how big heed is and how fast, beside what it is meant
// to be: size of the binary, time to start, memory at rest, and then pages and
// returns on ten years of quarterly rounds, on SQLite and on PostgreSQL.
//
// It builds the real binary, runs it as a process of its own and asks it over
// HTTP, so that what it prints is what people get; its own share of the
// processor is printed apart. It fails when something doesn't work, never
// because something is slow.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options are the flags.
type options struct {
	rounds   int           // past rounds of the large demonstration
	clients  int           // in the closed loop
	each     time.Duration // how long each page is asked for
	dir      string        // where everything is made; "" is a folder that goes afterwards
	postgres bool
	starts   bool
	binary   string // of heed; "" builds it
	only     string // the one page to ask for; "" is all
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 40, "past quarterly `rounds` of the large demonstration")
	flag.IntVar(&o.clients, "clients", 8, "`clients` in the closed loop")
	flag.DurationVar(&o.each, "each", 8*time.Second, "how `long` each page is asked for")
	flag.StringVar(&o.dir, "dir", "", "`folder` to work in and to leave as it is; what is in it already is used again")
	flag.BoolVar(&o.postgres, "postgres", true, "measure on PostgreSQL too")
	flag.BoolVar(&o.starts, "starts", true, "measure starts and memory at rest")
	flag.StringVar(&o.binary, "binary", "", "`file` of a heed that is built already")
	flag.StringVar(&o.only, "only", "", "the one `page` to ask for, by its name in the table")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	options
	report report
}

func run(ctx context.Context, o options) error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "heed-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of the system's own
		o.dir = dir
	}
	b := &bench{options: o, report: report{os.Stdout}}
	flushed, err := flush(o.dir)
	if err != nil {
		return err
	}
	b.report.machine(flushed)
	if err := b.size(ctx); err != nil {
		return err
	}
	if o.starts {
		if err := b.measureStarts(ctx); err != nil {
			return err
		}
	}
	return b.measureLarge(ctx)
}
