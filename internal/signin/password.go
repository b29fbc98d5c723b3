package signin

import (
	"context"
	"crypto/rand"
	_ "embed"
	"encoding/base64"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"heed/internal/domain"
)

// A password's length in characters. Length is the one thing that makes a
// password hard to guess; rules about digits and capitals only make it hard
// to remember.
const (
	MinPassword = 12
	MaxPassword = 128
)

// common lists passwords long enough to pass and yet among the first that
// anyone tries, one a line, in lower case without spaces.
//
//go:embed common.txt
var common string

// CheckPassword says whether a new password is acceptable. The words about a
// person are what a stranger who knows them tries first: e-mail address, name,
// name and code of the body. The problem belongs to the field "password".
func CheckPassword(password string, about ...string) error {
	length := utf8.RuneCountInString(password)
	plain := squash(password)
	switch {
	case length < MinPassword:
		return domain.Bad("password", "password.too_short", domain.Args{"Min": MinPassword})
	case length > MaxPassword:
		return domain.Bad("password", "password.too_long", domain.Args{"Max": MaxPassword})
	case slices.ContainsFunc(about, func(word string) bool { return isAbout(plain, word) }):
		return domain.Bad("password", "password.about_you", nil)
	case slices.Contains(strings.Fields(common), plain):
		return domain.Bad("password", "password.common", nil)
	}
	return nil
}

// isAbout says that a password is a known word, or an address's local part.
func isAbout(plain, word string) bool {
	word = squash(word)
	local, _, _ := strings.Cut(word, "@")
	return plain == word || plain == local
}

// squash takes out what people vary without making a password harder to guess.
func squash(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), ""))
}

// Passwords hashes and checks passwords with argon2id. Each hash takes 19 MiB,
// so only as many are worked out at once as there are processors: a flood of
// sign-ins waits in line, it doesn't fill the memory.
type Passwords struct {
	params argon2id.Params
	nobody string // the hash of no password, checked where there is no account
	slots  chan struct{}
}

// NewPasswords is ready for use. Its parameters are the least that OWASP asks
// for argon2id: 19 MiB, two passes, one lane.
func NewPasswords() *Passwords {
	p := argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	return &Passwords{params: p, nobody: unmatchable(p), slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// unmatchable is a well-formed hash that no password has: its key is random.
func unmatchable(p argon2id.Params) string {
	bytes := make([]byte, p.SaltLength+p.KeyLength)
	rand.Read(bytes) // never fails: the program ends if the system has no randomness
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", p.Memory, p.Iterations, p.Parallelism,
		encode(bytes[:p.SaltLength]), encode(bytes[p.SaltLength:]))
}

// Hash is what to store of a password. It doesn't ask CheckPassword.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer p.done()
	hash, err := argon2id.CreateHash(password, &p.params)
	if err != nil {
		return "", fmt.Errorf("signin: hash a password: %w", err)
	}
	return hash, nil
}

// Check says whether a password is the one that a stored hash was made from.
// No hash, for an unknown account or a person with no password yet, takes as
// long and is never right: the time tells nobody which accounts exist.
func (p *Passwords) Check(ctx context.Context, password, hash string) (bool, error) {
	if err := p.wait(ctx); err != nil {
		return false, err
	}
	defer p.done()
	if hash == "" {
		hash = p.nobody
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("signin: check a password: %w", err)
	}
	return ok, nil
}

func (p *Passwords) wait(ctx context.Context) error {
	select {
	case p.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("signin: wait for a password's turn: %w", ctx.Err())
	}
}

func (p *Passwords) done() { <-p.slots }
