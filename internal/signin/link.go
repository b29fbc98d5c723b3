package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"heed/internal/domain"
)

// LinkDays is for how many days of 24 hours a one-time link can be used.
const LinkDays = 7

// Link is a one-time link with which a person sets a first password. Token
// goes into the address that is shown once; Hash and ExpiresAt into a row,
// link(token_hash, person_id, expires_at), which the verb that uses the link
// deletes in the same transaction that stores the password.
type Link struct {
	Token     string // 43 characters, fit for an address
	Hash      string
	ExpiresAt time.Time // UTC
}

// NewLink makes a link that can't be guessed.
func NewLink(now time.Time) Link {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails: the program ends if the system has no randomness
	token := base64.RawURLEncoding.EncodeToString(secret)
	return Link{Token: token, Hash: LinkHash(token), ExpiresAt: now.UTC().AddDate(0, 0, LinkDays)}
}

// LinkHash is what the row keeps of a token, so that nobody who reads the rows
// can follow a link.
func LinkHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// LinkRows finds links that have not been used.
type LinkRows interface {
	FindLink(ctx context.Context, tokenHash string) (person domain.ID, expires time.Time, found bool, err error)
}

// VerifyLink is the person whom a token lets in. Unknown, used and expired
// links are one problem, "link.not_valid" with Days.
func VerifyLink(ctx context.Context, rows LinkRows, token string, now time.Time) (domain.ID, error) {
	person, expires, found, err := rows.FindLink(ctx, LinkHash(token))
	if err != nil {
		return "", fmt.Errorf("signin: find a link: %w", err)
	}
	if !found || !expires.After(now) {
		return "", &domain.Problem{Kind: domain.NotFound, Key: "link.not_valid", Args: domain.Args{"Days": LinkDays}}
	}
	return person, nil
}
