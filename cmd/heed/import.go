package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"heed/internal/app"
	"heed/internal/domain"
)

// importCommand applies a pack and a register: those given, or those that come
// with the program.
type importCommand struct {
	Pack     string `arg:"" optional:"" type:"existingfile" help:"The report as a YAML pack; without it, the one that comes with heed."`
	Register string `arg:"" optional:"" type:"existingfile" help:"The bodies that owe it as a CSV register."`
	DryRun   bool   `help:"Say what would change, and change nothing."`
}

// Run says what changes, and unless it is a dry run does that and nothing else.
func (c importCommand) Run(ctx context.Context, w world) (err error) {
	s, err := w.settings()
	if err != nil {
		return err
	}
	pack, err := c.read()
	if err != nil {
		return err
	}
	h, err := openReal(ctx, s, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	apply, verb := h.app.ApplyPack, "Changed"
	if c.DryRun {
		apply, verb = h.app.PlanPack, "Would change"
	}
	changes, err := apply(ctx, operator(), pack)
	if err == nil && len(changes) > 0 && !c.DryRun {
		err = h.store.Analyze(ctx)
	}
	if err != nil {
		return err
	}
	return sayChanges(w.out, verb, changes)
}

func (c importCommand) read() (app.ApplyPack, error) {
	if c.Pack == "" {
		return seeded()
	}
	if c.Register == "" {
		return app.ApplyPack{}, errors.New("a pack comes with its register: heed import pack.yaml register.csv")
	}
	pack, err := os.ReadFile(c.Pack)
	if err != nil {
		return app.ApplyPack{}, err
	}
	register, err := os.ReadFile(c.Register)
	if err != nil {
		return app.ApplyPack{}, err
	}
	return readPack(pack, register)
}

// sayChanges lists what an import comes to, one line each.
func sayChanges(out io.Writer, verb string, changes []domain.PackChange) error {
	if len(changes) == 0 {
		_, err := fmt.Fprintln(out, "Nothing changes: everything is there already.")
		return err
	}
	for _, change := range changes {
		if _, err := fmt.Fprintf(out, "%-8s %s %s\n", change.How, change.What, change.Key); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%s: %d.\n", verb, len(changes))
	return err
}
