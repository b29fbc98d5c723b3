package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/seed"
	"heed/web/words"
)

// importCommand applies a pack and a register.
type importCommand struct {
	Pack     string `arg:"" optional:"" type:"existingfile" help:"The report's pack, YAML. Left out, the one built in."`
	Register string `arg:"" optional:"" type:"existingfile" help:"The register of bodies, CSV. Left out, the one built in."`
	DryRun   bool   `help:"Say what would change, and change nothing."`
}

// Run says what it changes, line by line, and does only that.
func (i importCommand) Run(c *console) error {
	s, err := readSettings(c.getenv)
	if err != nil {
		return err
	}
	in, err := i.read()
	if err != nil {
		return inWords(err)
	}
	h, err := open(c.ctx, s, time.Now, c.log)
	if err != nil {
		return err
	}
	defer h.store.Close()
	if err := h.instance(c.ctx, false); err != nil {
		return err
	}
	apply := h.app.ApplyPack
	if i.DryRun {
		apply = h.app.PlanPack
	}
	changes, err := apply(c.ctx, operator, in)
	if err != nil {
		return inWords(err)
	}
	for _, change := range changes {
		fmt.Fprintf(c.out, "%-8s %-15s %s\n", change.How, change.What, change.Key)
	}
	fmt.Fprintf(c.out, "%d changes\n", len(changes))
	return nil
}

func (i importCommand) read() (app.ApplyPack, error) {
	pack, register := seed.Pack(), seed.Register()
	var err error
	if i.Pack != "" {
		if pack, err = os.ReadFile(i.Pack); err != nil {
			return app.ApplyPack{}, err
		}
	}
	if i.Register != "" {
		if register, err = os.ReadFile(i.Register); err != nil {
			return app.ApplyPack{}, err
		}
	}
	return readPack(pack, register)
}

// readPack reads a pack and a register, and checks that they fit together.
func readPack(pack, register []byte) (app.ApplyPack, error) {
	p, err := exchange.ReadPack(bytes.NewReader(pack))
	if err != nil {
		return app.ApplyPack{}, err
	}
	bodies, err := exchange.ReadRegister(bytes.NewReader(register))
	if err != nil {
		return app.ApplyPack{}, err
	}
	return app.ApplyPack{Pack: p, Register: bodies}, exchange.CheckCodes(p, bodies)
}

// applySeed brings in what is built in.
func (h *house) applySeed(ctx context.Context) ([]domain.PackChange, error) {
	in, err := readPack(seed.Pack(), seed.Register())
	if err != nil {
		return nil, err
	}
	return h.app.ApplyPack(ctx, operator, in)
}

// inWords is an error as people read it: problems in the catalogue's sentences,
// one a line.
func inWords(err error) error {
	problems := domain.AsProblems(err)
	catalogue, loadErr := words.Load()
	if len(problems) == 0 || loadErr != nil {
		return err
	}
	w := catalogue.For("en")
	text := ""
	for _, p := range problems {
		text += "\n  " + w.Problem(p)
	}
	return fmt.Errorf("refused:%s", text)
}
