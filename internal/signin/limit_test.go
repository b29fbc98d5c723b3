package signin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/signin"
)

const (
	account = "a.reporter@trust.example"
	ward    = "203.0.113.7"
	cafe    = "198.51.100.20"
)

// gate is a guard with the tries it let through to the password.
type gate struct {
	*signin.Guard
	clock  *clock
	rows   *memory
	looked int
}

func newGate() *gate {
	g := &gate{clock: newClock(), rows: newMemory()}
	g.Guard = signin.NewGuard(g.rows, g.clock.now)
	return g
}

func (g *gate) try(account, address string, right bool) error {
	return g.Try(context.Background(), account, address, func(context.Context) (bool, error) {
		g.looked++
		return right, nil
	})
}

func (g *gate) wrong(t *testing.T, times int, account, address string) {
	t.Helper()
	for range times {
		requireKey(t, g.try(account, address, false), "sign_in.wrong")
	}
}

func requireKey(t *testing.T, err error, key string) *domain.Problem {
	t.Helper()
	problems := domain.AsProblems(err)
	require.Len(t, problems, 1, "%v", err)
	require.Equal(t, key, problems[0].Key)
	return problems[0]
}

func requireWait(t *testing.T, err error, minutes int) {
	t.Helper()
	require.Equal(t, minutes, requireKey(t, err, "sign_in.too_many").Args["Minutes"])
}

func TestWrongTriesWaitLongerAndLonger(t *testing.T) {
	g := newGate()
	g.wrong(t, 5, account, ward)
	for _, minutes := range []int{2, 4, 8, 15, 15} {
		requireWait(t, g.try(account, ward, true), minutes)
		g.clock.pass(time.Duration(minutes) * time.Minute)
		g.wrong(t, 1, account, ward)
	}
	require.Equal(t, 10, g.looked, "a refused try never reaches the password")
}

func TestImpatienceDoesNotLengthenTheWait(t *testing.T) {
	g := newGate()
	g.wrong(t, 5, account, ward)
	for range 30 {
		requireWait(t, g.try(account, ward, true), 2)
	}
	g.clock.pass(2 * time.Minute)
	require.NoError(t, g.try(account, ward, true))
}

func TestSigningInStartsTheCountAgain(t *testing.T) {
	g := newGate()
	g.wrong(t, 4, account, ward)
	require.NoError(t, g.try(account, ward, true))
	g.wrong(t, 5, account, ward)
	requireWait(t, g.try(account, ward, true), 2)
}

func TestADayWithoutTriesStartsTheCountAgain(t *testing.T) {
	g := newGate()
	g.wrong(t, 4, account, ward)
	g.clock.pass(24*time.Hour + time.Second)
	g.wrong(t, 5, account, ward)
}

func TestTheLimitHoldsAcrossRestartsAndSpellings(t *testing.T) {
	g := newGate()
	g.wrong(t, 5, account, ward)
	g.Guard = signin.NewGuard(g.rows, g.clock.now)
	requireWait(t, g.try(" A.Reporter@TRUST.example ", "::ffff:"+ward, true), 2)
}

func TestNobodyIsShutOutFromElsewhere(t *testing.T) {
	g := newGate()
	require.NoError(t, g.try(account, ward, true))
	for i := range 49 { // a stranger with many addresses
		g.wrong(t, 1, account, fmt.Sprintf("198.51.100.%d", 100+i))
	}
	requireKey(t, g.try(account, cafe, false), "sign_in.too_many")
	require.NoError(t, g.try(account, ward, true), "from where they sign in, they always can")

	g.clock.pass(15 * time.Minute)
	require.NoError(t, g.try(account, cafe, true), "elsewhere they wait a quarter of an hour at most")
}

func TestOneAddressCannotTryEveryAccount(t *testing.T) {
	g := newGate()
	require.NoError(t, g.try(account, ward, true))
	for i := range 199 {
		g.wrong(t, 1, fmt.Sprintf("person%d@trust.example", i), ward)
	}
	requireWait(t, g.try("one.more@trust.example", ward, true), 15)
	require.NoError(t, g.try(account, ward, true), "people known at that address carry on")
	require.NoError(t, g.try("one.more@trust.example", cafe, true))
}

func TestHalfAnIPv6NetworkIsOneAddress(t *testing.T) {
	g := newGate()
	for i := range 5 {
		g.wrong(t, 1, account, fmt.Sprintf("2001:db8:1:2::%d", i))
	}
	requireWait(t, g.try(account, "2001:db8:1:2:ffff::1", true), 2)
	require.NoError(t, g.try(account, "2001:db8:1:3::1", true))
}

func TestSimultaneousTriesStayWithinTheLimit(t *testing.T) {
	g := newGate()
	others := 0
	g.rows.counted = func(key string) { // all read the count before one adds to it
		if strings.HasPrefix(key, "pair:") && others < 60 {
			others++
			_ = g.try(account, ward, false)
		}
	}
	_ = g.try(account, ward, false)
	require.Equal(t, 60, others)
	require.LessOrEqual(t, g.looked, 5)
}

func TestRowsGiveAwayNeitherAccountNorAddress(t *testing.T) {
	g := newGate()
	require.NoError(t, g.try(account, ward, true))
	g.wrong(t, 1, account, cafe)
	require.NotEmpty(t, g.rows.tries)
	for key := range g.rows.tries {
		require.LessOrEqual(t, len(key), 60)
		require.False(t, strings.Contains(key, "reporter") || strings.Contains(key, ward), key)
	}
}

func TestWithoutTheDatabaseNobodyGuesses(t *testing.T) {
	g := newGate()
	g.rows.away = true
	require.ErrorIs(t, g.try(account, ward, true), errAway)
	require.Zero(t, g.looked)
}
