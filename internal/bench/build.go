package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// size prints the size of the binary, as a release has it.
func (b *bench) size(ctx context.Context) error {
	if b.binary == "" {
		if err := b.build(ctx); err != nil {
			return err
		}
	}
	made, err := os.Stat(b.binary)
	if err != nil {
		return err
	}
	b.report.title("Size")
	b.report.figure("binary", megabytes(made.Size()), "under 80 MB")
	return nil
}

func (b *bench) build(ctx context.Context) error {
	b.binary = filepath.Join(b.dir, "heed")
	cmd := exec.CommandContext(ctx, "go", "build", "-ldflags=-s -w", "-o", b.binary, "heed/cmd/heed")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build heed: %w\n%s", err, out)
	}
	return nil
}
