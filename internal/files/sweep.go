package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"heed/internal/domain"
)

// Sweep deletes what nobody needs and says how many files it deleted: uploads
// that broke off, and files whose id known doesn't know, all last written
// before olderThan (a day ago leaves time for the row, which comes second). It
// stops at the first error of known: a database that is away knows no file.
func (f *Folder) Sweep(ctx context.Context, known func(context.Context, domain.ID) (bool, error), olderThan time.Time) (int, error) {
	swept := 0
	err := filepath.WalkDir(f.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.ModTime().Before(olderThan) {
			return nil
		}
		if err != nil {
			return err
		}
		keep, err := f.keep(ctx, path, known)
		if keep || err != nil {
			return err
		}
		swept++
		return os.Remove(path)
	})
	if err != nil {
		return swept, fmt.Errorf("files: sweep: %w", err)
	}
	return swept, nil
}

// keep says that an old file is needed, or is none of ours.
func (f *Folder) keep(ctx context.Context, path string, known func(context.Context, domain.ID) (bool, error)) (bool, error) {
	if filepath.Dir(path) == f.incoming {
		return false, nil
	}
	id := domain.ID(filepath.Base(path))
	if ours, err := f.path(id); err != nil || ours != path {
		return true, nil
	}
	return known(ctx, id)
}
