package app

import (
	"context"
	"errors"
	"time"

	"heed/internal/domain"
)

// How long what nobody needs is left alone.
const (
	strayFile   = 24 * time.Hour      // a file's row comes seconds after it, or never
	pastCounter = 90 * 24 * time.Hour // a count of tries to sign in
)

// Swept is what a sweep took away.
type Swept struct {
	Files int   // of evidence
	Rows  int64 // sessions that expired, and counts of tries long past
}

// Sweep takes away files of evidence whose row never came, sessions that
// expired and counts of tries to sign in that are long past. Nothing of it is
// part of the record, so it asks for no leave and leaves no event.
func (a *App) Sweep(ctx context.Context) (Swept, error) {
	now := a.now()
	files, fileErr := a.files.Sweep(ctx, a.knownFile, now.Add(-strayFile))
	rows, rowErr := a.store.Sessions().Sweep(ctx, now, now.Add(-pastCounter))
	return Swept{files, rows}, errors.Join(fileErr, rowErr)
}

// knownFile says that evidence of an id is on the record.
func (a *App) knownFile(ctx context.Context, id domain.ID) (bool, error) {
	_, err := a.store.Reader().Evidence(ctx, domain.Scope{All: true}, id)
	if missing(err) {
		return false, nil
	}
	return err == nil, err
}
