package store

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// statements logs what GORM asks of the database. Statements are logged
// without their parameters, which hold people's words.
type statements struct{ log *slog.Logger }

// slow is how long a statement may take before the log says so.
const slow = 500 * time.Millisecond

// LogMode is GORM's; the level is slog's business.
func (s statements) LogMode(logger.LogLevel) logger.Interface { return s }

// Info logs what GORM says of itself.
func (s statements) Info(ctx context.Context, text string, args ...any) {
	s.log.InfoContext(ctx, text, "args", args)
}

// Warn logs what GORM warns of.
func (s statements) Warn(ctx context.Context, text string, args ...any) {
	s.log.WarnContext(ctx, text, "args", args)
}

// Error logs what GORM could not do.
func (s statements) Error(ctx context.Context, text string, args ...any) {
	s.log.ErrorContext(ctx, text, "args", args)
}

// ParamsFilter keeps parameters out of what Trace is told.
func (s statements) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// Trace counts a statement where somebody counts, and logs failed and slow
// ones. A failure is the caller's to judge, hence no more than a debug line.
func (s statements) Trace(ctx context.Context, begin time.Time, said func() (string, int64), err error) {
	if n, ok := ctx.Value(countKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
	took := time.Since(begin)
	switch {
	case err != nil && !errors.Is(err, gorm.ErrRecordNotFound):
		sql, _ := said()
		s.log.DebugContext(ctx, "statement failed", "sql", short(sql), "took", took, "err", err)
	case took > slow:
		sql, n := said()
		s.log.WarnContext(ctx, "slow statement", "sql", short(sql), "took", took, "rows", n)
	}
}

// short is enough of a statement to know it by: one that adds five hundred rows
// fills pages.
func short(sql string) string { return sql[:min(len(sql), 400)] }

type countKey struct{}

// CountQueries returns a context under which statements are counted, and the
// count. Tests hold pages to a number with it.
func CountQueries(ctx context.Context) (context.Context, *atomic.Int64) {
	n := new(atomic.Int64)
	return context.WithValue(ctx, countKey{}, n), n
}
