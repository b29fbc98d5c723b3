package main

import (
	"context"
	"path/filepath"
	"time"
)

// settle is how long a process is left alone before its memory is read.
const settle = 3 * time.Second

// measureStarts prints how long it takes from the start of a process to its
// first answer, and what it keeps in memory when nobody asks for anything.
func (b *bench) measureStarts(ctx context.Context) error {
	b.report.title("Starts: from the process to its first answer (the whole seed; four past rounds in the demonstration)")
	demo := filepath.Join(b.dir, "small")
	real := []string{"DATABASE_URL=sqlite:" + filepath.Join(b.dir, "real.db"), "HEED_FILES=" + filepath.Join(b.dir, "real-files")}
	for _, s := range []struct {
		what, target string
		settings     []string
		args         []string
		rest         bool
	}{
		{"demo, the first time", "under 10 s", nil, []string{"demo", "--dir", demo, "--fresh"}, false},
		{"demo, later", "under 1.5 s", nil, []string{"demo", "--dir", demo}, true},
		{"serve, the first time, which seeds", "", real, []string{"serve"}, false},
		{"serve, later", "under 1 s", real, []string{"serve"}, true},
	} {
		p, err := b.start(ctx, s.settings, s.args...)
		if err != nil {
			return err
		}
		b.report.figure(s.what, seconds(p.took), s.target)
		if s.rest {
			wait(ctx, settle)
			b.report.figure("  its memory at rest", megabytes(memory(p.cmd.Process.Pid)), "under 120 MB")
		}
		if err := p.stop(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
