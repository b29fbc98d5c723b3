package main

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func env(pairs ...string) func(string) string {
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return values[name] }
}

func TestSettingsHaveDefaults(t *testing.T) {
	s, err := readSettings(env())
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:8080", s.Address)
	require.Equal(t, "sqlite:heed.db", s.Database)
	require.Equal(t, "files", s.Files)
	require.Equal(t, int64(25<<20), s.MaxFile)
	require.Equal(t, "http://127.0.0.1:8080", s.BaseURL.String())
	require.Empty(t, s.Migrations)
	require.Empty(t, s.Contact)
	require.Empty(t, s.Proxies, "nobody is believed about whom they speak for")
}

func TestSettingsTakeWhatMakesSense(t *testing.T) {
	s, err := readSettings(env(
		envAddress, "0.0.0.0:80", envBaseURL, "https://heed.example.org/", envContact, "help@example.org",
		envDatabase, "postgres://app:secret@db/heed?sslmode=disable", envMigrations, "postgresql://owner:secret@db/heed",
		envFiles, "/srv/files", envMaxFile, "100", envProxies, "10.0.0.5, 192.168.7.0/24,2001:db8::1 ,"))
	require.NoError(t, err)
	require.Equal(t, "https://heed.example.org", s.BaseURL.String())
	require.Equal(t, int64(100<<20), s.MaxFile)
	require.Equal(t, "[10.0.0.5/32 192.168.7.0/24 2001:db8::1/128]", fmt.Sprint(s.Proxies))
	require.Equal(t, "postgres://db/heed", s.databaseName(), "the log never holds the password")
}

func TestSettingsThatMakeNoSenseAreRefusedByName(t *testing.T) {
	cases := map[string][]string{
		envAddress:    {"8080", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "127.0.0.1:http"},
		envDatabase:   {"mysql://host/heed", "heed.db", "sqlite:", "sqlite:a?mode=ro", "postgres://", "postgres://host", "postgres://u:p@[bad/heed"},
		envMigrations: {"postgres://owner:secret@db/heed", "oracle:x", "sqlite:other.db"},
		envMaxFile:    {"0", "-1", "25MB", "2.5", "5000"},
		envBaseURL:    {"heed.example.org", "ftp://heed.example.org", "https://heed.example.org/app", "https://u:p@heed.example.org", "http://heed.example.org"},
		envContact:    {"nobody", "Help <help@example.org>", "a@b@c"},
		envProxies:    {"proxy.example.org", "10.0.0", "10.0.0.5:80", "10.0.0.0/33", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "11.0.0.0/7", "::/0", "2000::/3", "::ffff:10.0.0.0/104", "fe80::1%eth0", "10.0.0.5,nonsense"},
	}
	for name, values := range cases {
		for _, value := range values {
			_, err := readSettings(env(name, value))
			var bad badSettings
			require.ErrorAs(t, err, &bad, "%s=%s", name, value)
			require.Contains(t, err.Error(), name)
		}
	}
}

func TestSettingsAreRefusedAllAtOnceAndWithoutPasswords(t *testing.T) {
	_, err := readSettings(env(envAddress, "nowhere", envMaxFile, "many", envDatabase, "postgres://app:hunter2@db"))
	var bad badSettings
	require.ErrorAs(t, err, &bad)
	require.Len(t, bad, 4, "the address, the size, the database, and the base address that the first one leaves open")
	require.NotContains(t, err.Error(), "hunter2")
}

func TestAnAddressThatLetsOthersInNeedsItsPublicName(t *testing.T) {
	_, err := readSettings(env(envAddress, "0.0.0.0:8080"))
	require.ErrorContains(t, err, envBaseURL)
	_, err = readSettings(env(envAddress, ":8080"))
	require.ErrorContains(t, err, envBaseURL)
	_, err = readSettings(env(envAddress, "0.0.0.0:8080", envBaseURL, "http://localhost:8080"))
	require.NoError(t, err, "behind a published port of this machine")
}
