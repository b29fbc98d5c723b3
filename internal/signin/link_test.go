package signin_test

import (
	"context"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/signin"
)

func TestALinkLetsItsPersonInForSevenDays(t *testing.T) {
	ctx, rows, clock := context.Background(), newMemory(), newClock()
	link := signin.NewLink(clock.now())
	rows.links[link.Hash] = link
	require.Regexp(t, regexp.MustCompile(`^[\w-]{43}$`), link.Token)
	require.NotEqual(t, link.Token, link.Hash, "a reader of the rows can't follow it")

	clock.pass(7*24*time.Hour - time.Second)
	person, err := signin.VerifyLink(ctx, rows, link.Token, clock.now())
	require.NoError(t, err)
	require.Equal(t, domain.ID("invited"), person)

	clock.pass(time.Second)
	_, err = signin.VerifyLink(ctx, rows, link.Token, clock.now())
	requireKey(t, err, "link.not_valid")
}

func TestUsedAndInventedLinksReadTheSame(t *testing.T) {
	ctx, rows, clock := context.Background(), newMemory(), newClock()
	for _, token := range []string{signin.NewLink(clock.now()).Token, "", "../../etc/passwd"} {
		_, err := signin.VerifyLink(ctx, rows, token, clock.now())
		require.Equal(t, domain.NotFound, requireKey(t, err, "link.not_valid").Kind)
	}
	rows.away = true
	_, err := signin.VerifyLink(ctx, rows, "x", clock.now())
	require.ErrorIs(t, err, errAway)
}

func TestNoTwoLinksAreAlike(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		seen[signin.NewLink(time.Time{}).Token] = true
	}
	require.Len(t, seen, 1000)
}
