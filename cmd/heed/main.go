// Command heed follows the recommendations of a published report to the end:
// who owes what, whether they have done it, and who is waiting for whom.
//
// Main reads the command line and the settings; wire.go is the one place that
// builds the rooms of the house and joins them. The command may import
// everything; nothing imports it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"heed/internal/domain"
	"heed/web/words"
)

// The ways in which the program ends.
const (
	ended    = 0
	failed   = 1
	misasked = 2 // the command line or the settings make no sense
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	os.Exit(run(ctx, os.Args[1:], world{getenv: os.Getenv, environ: os.Environ, out: os.Stdout, err: os.Stderr}))
}

// collectAt lets the heap grow to three times what lives in it before rubbish is
// collected. What lives is small, some tens of megabytes, and on two cores a
// collection is felt by every page under way: twenty megabytes more bring the
// slowest pages down by a fifth.
const collectAt = 200

// world is what a command sees of the machine that it runs on.
type world struct {
	getenv  func(string) string
	environ func() []string // every setting as NAME=value
	out     io.Writer
	err     io.Writer
}

// commands is the command line.
type commands struct {
	Demo    demoCommand      `cmd:"" help:"Run a demonstration on this machine: real bodies, generated people and history."`
	Serve   serveCommand     `cmd:"" help:"Run heed for real, with the settings of the environment."`
	Migrate migrateCommand   `cmd:"" help:"Bring the database's schema up to date."`
	Import  importCommand    `cmd:"" help:"Bring in a report and the register of bodies, or a newer version of them."`
	User    userCommand      `cmd:"" help:"Make an administrator and print the address at which they set a password."`
	Version kong.VersionFlag `help:"Print the version."`
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, w world) int {
	parser, err := kong.New(&commands{}, kong.Name("heed"), kong.Description("Follows a report's recommendations to the end."),
		kong.Vars{"version": version()}, kong.Writers(w.out, w.err), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(w.err, "heed:", err)
		return failed
	}
	asked, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(w.err, "heed:", err)
		return misasked
	}
	asked.BindTo(ctx, (*context.Context)(nil))
	if err := asked.Run(w); err != nil {
		return say(w.err, err)
	}
	return ended
}

// say writes an error for whoever called the command, and returns the way in
// which the program ends. Refusals are in the catalogue's words.
func say(out io.Writer, err error) int {
	problems := domain.AsProblems(err)
	catalogue, loading := words.Load()
	if len(problems) == 0 || loading != nil {
		fmt.Fprintln(out, "heed:", err)
	} else {
		for _, p := range problems {
			fmt.Fprintln(out, "heed:", catalogue.For("en").Problem(p))
		}
	}
	var bad badSettings
	if errors.As(err, &bad) {
		return misasked
	}
	return failed
}

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "heed, version unknown"
	}
	return "heed " + info.Main.Version + ", " + info.GoVersion
}
