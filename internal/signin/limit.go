package signin

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"net/netip"
	"strings"
	"time"

	"heed/internal/domain"
)

// The limits on guessing. A stranger must not be able to shut somebody out
// from elsewhere, so the tight limit is on an account tried from one address;
// the caps on a whole account or address are wide, start again every quarter
// of an hour, and don't bind an account at an address where it has signed in
// before. A hospital's thousands share one address, hence its width.
const (
	freeTries   = 5                // wrong tries before the first wait
	firstWait   = 2 * time.Minute  // doubled with every further wrong try
	longestWait = 15 * time.Minute // where the doubling ends
	forgottenIn = 24 * time.Hour   // without a try, the count starts again

	capWindow  = 15 * time.Minute
	accountCap = 50  // tries at one account from unfamiliar addresses
	addressCap = 200 // tries at unfamiliar accounts from one address

	familiarFor = 90 * 24 * time.Hour // since the last sign-in there
)

// LimitRows counts tries, one row a key: limit(key, count, last_at). Keys are
// at most 60 characters, of ASCII. Rows untouched for 90 days can go.
type LimitRows interface {
	// CountTries is how many tries a key has, and when the last was (UTC). A
	// key last tried before since, or never, has none.
	CountTries(ctx context.Context, key string, since time.Time) (count int, last time.Time, err error)
	// AddTry counts one more, in one statement, and returns the new count. A
	// key last tried before since starts again at one.
	AddTry(ctx context.Context, key string, since, now time.Time) (count int, err error)
	// ForgetTries takes a key's row away, if there is one.
	ForgetTries(ctx context.Context, key string) error
}

// Guard limits how often a password may be guessed.
type Guard struct {
	rows LimitRows
	now  func() time.Time
}

// NewGuard counts in the rows by the clock given.
func NewGuard(rows LimitRows, now func() time.Time) *Guard { return &Guard{rows: rows, now: now} }

// Try runs check, which says whether the credentials are right, unless there
// were too many tries before. The account is what was typed, whether or not it
// exists, and gets the same answers either way; the address is the visitor's
// IP address. Problems: "sign_in.too_many" with Minutes to wait, at least two;
// "sign_in.wrong".
func (g *Guard) Try(ctx context.Context, account, address string, check func(context.Context) (bool, error)) error {
	account, address = squash(account), network(address)
	pair := keyOf("pair", account, address)
	familiar := keyOf("familiar", account, address)
	now := g.now()

	known, _, err := g.rows.CountTries(ctx, familiar, now.Add(-familiarFor))
	if err != nil {
		return err
	}
	limits := []limit{{key: pair, since: now.Add(-forgottenIn), until: untilNext}}
	if known == 0 {
		limits = append(limits,
			capped(keyOf("account", account), accountCap, now),
			capped(keyOf("address", address), addressCap, now))
	}
	if err := g.admit(ctx, limits, now); err != nil {
		return err
	}
	right, err := check(ctx)
	if err != nil {
		return err
	}
	if !right {
		return domain.Bad("", "sign_in.wrong", nil)
	}
	if err := g.rows.ForgetTries(ctx, pair); err != nil {
		return err
	}
	_, err = g.rows.AddTry(ctx, familiar, now.Add(-familiarFor), now)
	return err
}

// limit is one count and when it next lets a try through.
type limit struct {
	key   string
	since time.Time
	until func(count int, last time.Time) time.Time
}

// untilNext is the growing wait after wrong tries.
func untilNext(count int, last time.Time) time.Time {
	if count < freeTries {
		return time.Time{}
	}
	wait := longestWait
	if doublings := count - freeTries; doublings < 3 {
		wait = firstWait << doublings
	}
	return last.Add(wait)
}

// capped lets so many tries through in each window of the clock.
func capped(key string, most int, now time.Time) limit {
	start := now.Truncate(capWindow)
	return limit{key: key, since: start, until: func(count int, _ time.Time) time.Time {
		if count < most {
			return time.Time{}
		}
		return start.Add(capWindow)
	}}
}

// admit asks every limit first and counts the try only then: a refused try
// counts nowhere, so impatience doesn't lengthen the wait. Counting before the
// password is looked at, and looking at the count it gives, keeps a burst of
// simultaneous tries within the limit.
func (g *Guard) admit(ctx context.Context, limits []limit, now time.Time) error {
	seen := make([]int, len(limits))
	for i, l := range limits {
		count, last, err := g.rows.CountTries(ctx, l.key, l.since)
		if err != nil {
			return err
		}
		if err := tooMany(l.until(count, last), now); err != nil {
			return err
		}
		seen[i] = count
	}
	for i, l := range limits {
		count, err := g.rows.AddTry(ctx, l.key, l.since, now)
		if err != nil {
			return err
		}
		if overtaken := count > seen[i]+1; !overtaken {
			continue
		}
		if err := tooMany(l.until(count-1, now), now); err != nil {
			return err
		}
	}
	return nil
}

// tooMany is the problem of having to wait until an instant, if it lies ahead.
// It says two minutes at least: being precise about one helps nobody.
func tooMany(until, now time.Time) error {
	if !until.After(now) {
		return nil
	}
	minutes := max(2, int(math.Ceil(until.Sub(now).Minutes())))
	return domain.Bad("", "sign_in.too_many", domain.Args{"Minutes": minutes})
}

// keyOf is a key that gives away neither account nor address to a reader of
// the rows; people type passwords into the wrong field.
func keyOf(kind string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return kind + ":" + base64.RawURLEncoding.EncodeToString(sum[:])
}

// network is what one visitor can't change at will: an IPv4 address, or the
// first half of an IPv6 address.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	half, _ := ip.Prefix(64) // every IPv6 address has one
	return half.String()
}
