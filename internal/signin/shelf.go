package signin

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// shelf is the store that scs asks for, over SessionRows. scs hands it digests
// of tokens, and calls the methods with a context.
type shelf struct {
	rows SessionRows
	now  func() time.Time
}

// FindCtx finds the data of a session that is still good.
func (s shelf) FindCtx(ctx context.Context, tokenHash string) ([]byte, bool, error) {
	row, found, err := s.rows.FindSession(ctx, tokenHash)
	if err != nil {
		return nil, false, fmt.Errorf("signin: find a session: %w", err)
	}
	if !found || !row.ExpiresAt.After(s.now()) {
		return nil, false, nil
	}
	if v := visitOf(ctx); v != nil {
		v.row = row
	}
	return row.Data, true, nil
}

// CommitCtx adds the row of a new session. A session's data never changes
// after it began, so the row that this request found, or has tried to add, is left alone.
func (s shelf) CommitCtx(ctx context.Context, tokenHash string, data []byte, deadline time.Time) error {
	v := visitOf(ctx)
	if v != nil && v.row.TokenHash == tokenHash {
		return nil
	}
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("signin: read a session: %w", err)
	}
	now := s.now().UTC()
	row := Session{TokenHash: tokenHash, Data: data, PersonID: c.Person, ExpiresAt: expiry(now, deadline), SeenAt: now}
	if v != nil {
		v.row = row // before it is added: where that fails, SignIn says so, once
	}
	if err := s.rows.AddSession(ctx, row); err != nil {
		return fmt.Errorf("signin: add a session: %w", err)
	}
	return nil
}

// DeleteCtx ends a session.
func (s shelf) DeleteCtx(ctx context.Context, tokenHash string) error {
	if v := visitOf(ctx); v != nil {
		v.row = Session{}
	}
	return s.rows.DeleteSession(ctx, tokenHash)
}

// Find is FindCtx for the interface's sake.
func (s shelf) Find(tokenHash string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), tokenHash)
}

// Commit is CommitCtx for the interface's sake.
func (s shelf) Commit(tokenHash string, data []byte, deadline time.Time) error {
	return s.CommitCtx(context.Background(), tokenHash, data, deadline)
}

// Delete is DeleteCtx for the interface's sake.
func (s shelf) Delete(tokenHash string) error { return s.DeleteCtx(context.Background(), tokenHash) }
