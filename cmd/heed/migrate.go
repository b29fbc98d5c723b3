package main

import (
	"fmt"
	"time"
)

// migrateCommand brings the tables up to date and stops.
type migrateCommand struct{}

// Run opens the database, which migrates it.
func (migrateCommand) Run(c *console) error {
	s, err := readSettings(c.getenv)
	if err != nil {
		return err
	}
	h, err := open(c.ctx, s, time.Now, c.log)
	if err != nil {
		return err
	}
	defer h.store.Close()
	fmt.Fprintln(c.out, "the tables are up to date in", s.databaseName())
	return nil
}
