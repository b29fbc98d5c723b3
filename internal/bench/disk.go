package main

import (
	"os"
	"slices"
	"time"
)

// flush is how long the disk takes to make a small write last: the middle one
// of several times. Every return that is submitted waits for a few of these.
func flush(dir string) (time.Duration, error) {
	file, err := os.CreateTemp(dir, "flush-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(file.Name()) //nolint:errcheck // a trial
	defer file.Close()           //nolint:errcheck // a trial
	const times = 51
	took := make([]time.Duration, times)
	page := make([]byte, 4096)
	for i := range took {
		if _, err := file.Write(page); err != nil {
			return 0, err
		}
		began := time.Now()
		if err := file.Sync(); err != nil {
			return 0, err
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return percentile(took, 50), nil
}
