package store

import (
	"fmt"
	"os"
)

// place is the file that a SQLite database was opened in; the zero place is a
// server's. SQLite goes on in a file that somebody removed or put a backup in the
// place of, and all that is written then is lost with the process.
type place struct {
	file string
	was  os.FileInfo
}

func placeOf(a address) (place, error) {
	if a.postgres != nil {
		return place{}, nil
	}
	was, err := os.Stat(a.file)
	return place{a.file, was}, err
}

// check says that the file is where it was, and the same one.
func (p place) check() error {
	if p.was == nil {
		return nil
	}
	if now, err := os.Stat(p.file); err != nil || !os.SameFile(p.was, now) {
		return fmt.Errorf("%w: %s is gone, or another file is in its place: put it back, or start again on what is there", unavailable(), p.file)
	}
	return nil
}
