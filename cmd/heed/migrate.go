package main

import (
	"cmp"
	"context"
	"fmt"

	"heed/internal/store"
)

// migrateCommand changes the schema and nothing else.
type migrateCommand struct{}

// Run migrates as the owner of the tables.
func (migrateCommand) Run(ctx context.Context, w world) error {
	s, err := w.settings()
	if err != nil {
		return err
	}
	if err := store.Migrate(ctx, cmp.Or(s.Migrations, s.Database)); err != nil {
		return err
	}
	fmt.Fprintln(w.out, "The schema is up to date.")
	return nil
}
