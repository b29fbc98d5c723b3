package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// build makes the binary as a release does and prints its size.
func (b *bench) build(ctx context.Context) error {
	b.binary = filepath.Join(b.dir, "heed")
	cmd := exec.CommandContext(ctx, "go", "build", "-ldflags=-s -w", "-o", b.binary, "heed/cmd/heed")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build heed: %w\n%s", err, out)
	}
	made, err := os.Stat(b.binary)
	if err != nil {
		return err
	}
	b.report.title("Size")
	b.report.figure("binary", megabytes(made.Size()), "under 80 MB")
	return nil
}
