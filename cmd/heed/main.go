// Command heed tracks what came of a report's recommendations. One file per
// command; wire.go is the only place that builds things, settings.go the only
// one that reads the environment.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are what heed can be asked to do.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Run heed for real, with settings from the environment."`
	Migrate migrateCommand `cmd:"" help:"Bring the database's tables up to date and stop."`
	Import  importCommand  `cmd:"" help:"Bring in a report and the register of bodies, or bring them up to date."`
	User    userCommand    `cmd:"" help:"Make the first administrator, or a new password for one, and print the address that sets it."`
}

// console is where a command talks to whoever runs it.
type console struct {
	ctx    context.Context
	out    io.Writer
	log    *slog.Logger
	getenv func(string) string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	parsed := kong.Parse(&commands{}, kong.Name("heed"), kong.UsageOnError(),
		kong.Description("Tracks what came of a report’s recommendations: who owes what, is it done, how do we know."))
	c := &console{ctx: ctx, out: os.Stdout, log: slog.New(slog.NewJSONHandler(os.Stderr, nil)), getenv: os.Getenv}
	if err := parsed.Run(c); err != nil {
		fmt.Fprintln(os.Stderr, "heed:", err)
		os.Exit(1)
	}
}
