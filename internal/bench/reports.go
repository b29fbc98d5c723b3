package main

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"time"

	"heed/internal/view"
)

// forecastFigure prints what a forecast costs: the first of a process, which reads
// every past state, and the next one, which a day later has only to play the ten
// thousand runs again and to be tested against the past.
func (b *bench) forecastFigure(ctx context.Context, s *scene) error {
	before, now := heap(), time.Now()
	v := view.New(s.store.Reader(), func() time.Time { return now })
	defer v.Close()
	if _, err := v.Picture(ctx, reportKey); err != nil {
		return err
	}
	pictured := heap()
	for _, name := range []string{"forecast of the package, the first", "forecast of the package, the next"} {
		began := time.Now()
		most, err := watchHeap(func() error { return foresee(ctx, v) })
		if err != nil {
			return err
		}
		b.report.figure(name, seconds(time.Since(began)), "under 2 s")
		b.report.figure("  memory in use beyond the picture, at most", megabytes(most-pictured), "under 150 MB")
		now = now.AddDate(0, 0, 1)
	}
	b.report.figure("  memory that is kept with the picture", megabytes(heap()-before), "")
	return nil
}

// measureReports prints how the cost grows with the number of reports, each of
// the size and history of the large one: what keeps them costs is theirs alone,
// since a report's picture reads its own rows.
func (b *bench) measureReports(ctx context.Context, s *scene) error {
	b.report.title("Reports of this size, each with a picture and a forecast of its own, in one process")
	fmt.Fprintf(b.report.out, "  %8s %12s %12s %12s %14s\n", "reports", "pictures", "forecasts", "kept", "at most")
	for _, n := range []int{1, 2, 5, 10} {
		r, err := s.many(ctx, n)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.report.out, "  %8s %12s %12s %12s %14s\n", strconv.Itoa(n), seconds(r.pictures), seconds(r.forecasts), megabytes(r.kept), megabytes(r.most))
	}
	return nil
}

// reports is what some of them cost: times in all, memory of the heap beyond what
// this process had before.
type reports struct {
	pictures, forecasts time.Duration
	kept, most          int64
}

// many makes pictures and forecasts of so many reports and keeps them all.
func (s *scene) many(ctx context.Context, n int) (reports, error) {
	var r reports
	before := heap()
	all := make([]*view.Views, n)
	for i := range all {
		all[i] = view.New(s.store.Reader(), time.Now)
		defer all[i].Close()
	}
	began := time.Now()
	for _, v := range all {
		if _, err := v.Picture(ctx, reportKey); err != nil {
			return r, err
		}
	}
	r.pictures = time.Since(began)
	began = time.Now()
	most, err := watchHeap(func() error {
		for _, v := range all {
			if err := foresee(ctx, v); err != nil {
				return err
			}
		}
		return nil
	})
	r.forecasts, r.most = time.Since(began), most-before
	r.kept = heap() - before
	runtime.KeepAlive(all)
	return r, err
}

// foresee waits for a forecast.
func foresee(ctx context.Context, v *view.Views) error {
	p, err := v.Picture(ctx, reportKey)
	if err != nil {
		return err
	}
	if _, err := v.Forecast(p, false); err != nil {
		return err
	}
	if err := v.Settle(ctx); err != nil {
		return err
	}
	if f, err := v.Forecast(p, false); err != nil || f == nil {
		return fmt.Errorf("no forecast came of it: %w", err)
	}
	return nil
}

// heap is what is in use once everything that can go has gone.
func heap() int64 {
	runtime.GC()
	return inUse()
}

func inUse() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc) //nolint:gosec // of this process
}

// watchHeap is the most that was in use while something was done, looked at a
// hundred times a second.
func watchHeap(do func() error) (most int64, err error) {
	ended := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		look := time.NewTicker(10 * time.Millisecond)
		defer look.Stop()
		for {
			select {
			case <-ended:
				return
			case <-look.C:
				most = max(most, inUse())
			}
		}
	})
	err = do()
	close(ended)
	watching.Wait()
	return max(most, inUse()), err
}
