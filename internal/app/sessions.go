package app

import (
	"context"

	"heed/internal/signin"
	"heed/internal/store"
)

// SessionRows are the store's rows of sessions in the form that package signin
// asks for: neither of the two knows the other.
func SessionRows(s *store.Store) signin.SessionRows { return sessionRows{s.Sessions()} }

type sessionRows struct{ *store.Sessions }

// FindSession finds a row; it may return one that has expired.
func (r sessionRows) FindSession(ctx context.Context, tokenHash string) (signin.Session, bool, error) {
	row, found, err := r.Sessions.FindSession(ctx, tokenHash)
	return signin.Session(row), found, err
}

// AddSession adds a row.
func (r sessionRows) AddSession(ctx context.Context, row signin.Session) error {
	return r.Sessions.AddSession(ctx, store.Session(row))
}
