package signin_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/signin"
)

func TestANewPasswordIsJudgedByLengthAndObviousness(t *testing.T) {
	about := []string{"m.okafor.longname@nhs.example", "Northwick Community Trust", "RX9"}
	for name, c := range map[string]struct{ password, key string }{
		"eleven characters":           {"elevenchars", "password.too_short"},
		"nothing":                     {"", "password.too_short"},
		"129 characters":              {strings.Repeat("long ", 25) + "enou", "password.too_long"},
		"128 characters":              {strings.Repeat("long ", 25) + "eno", ""},
		"characters, not bytes":       {strings.Repeat("ŵ", 11), "password.too_short"},
		"the e-mail address":          {"M.Okafor.Longname@nhs.example", "password.about_you"},
		"its local part":              {"m.okafor.longname", "password.about_you"},
		"the organisation":            {"northwick community trust", "password.about_you"},
		"a common one":                {"Password1234", "password.common"},
		"a common one, spaced out":    {"qwerty 123456", "password.common"},
		"words, no digit, no capital": {"teapot gravel marmot", ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := signin.CheckPassword(c.password, about...)
			if c.key == "" {
				require.NoError(t, err)
				return
			}
			problems := domain.AsProblems(err)
			require.Len(t, problems, 1)
			require.Equal(t, c.key, problems[0].Key)
			require.Equal(t, "password", problems[0].Field)
		})
	}
}

func TestNothingKnownAboutAPersonRefusesNothing(t *testing.T) {
	require.NoError(t, signin.CheckPassword("teapot gravel marmot", "", "@", " "))
}

func TestOnlyTheRightPasswordMatchesItsHash(t *testing.T) {
	ctx, passwords := context.Background(), signin.NewPasswords()
	hash, err := passwords.Hash(ctx, "teapot gravel marmot")
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$"), hash)

	for password, right := range map[string]bool{
		"teapot gravel marmot": true, "teapot gravel marmoT": false, "": false,
	} {
		ok, err := passwords.Check(ctx, password, hash)
		require.NoError(t, err)
		require.Equal(t, right, ok, password)
	}
	again, err := passwords.Hash(ctx, "teapot gravel marmot")
	require.NoError(t, err)
	require.NotEqual(t, hash, again, "two people with one password have two hashes")
}

func TestAnUnknownAccountTakesAsMuchWorkAndIsNeverRight(t *testing.T) {
	ctx, passwords := context.Background(), signin.NewPasswords()
	hash, err := passwords.Hash(ctx, "teapot gravel marmot")
	require.NoError(t, err)
	took := func(hash string) time.Duration {
		least := time.Hour
		for range 3 {
			start := time.Now()
			ok, err := passwords.Check(ctx, "", hash)
			require.NoError(t, err)
			require.False(t, ok)
			least = min(least, time.Since(start))
		}
		return least
	}
	known, unknown := took(hash), took("")
	require.Greater(t, unknown, known/4, "known %v, unknown %v", known, unknown)
}

func TestADamagedHashIsAFaultNotARefusal(t *testing.T) {
	_, err := signin.NewPasswords().Check(context.Background(), "x", "not a hash")
	require.Error(t, err)
	require.Empty(t, domain.AsProblems(err))
}

func TestAVisitorWhoLeftDoesNotWaitForAHash(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	passwords := signin.NewPasswords()
	for range 50 { // a free slot and a gone visitor are both ready: either may be taken
		if _, err := passwords.Hash(ctx, "x"); err != nil {
			require.ErrorIs(t, err, context.Canceled)
			return
		}
	}
	t.Fatal("fifty hashes for a visitor who had left")
}
