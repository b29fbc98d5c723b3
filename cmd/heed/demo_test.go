package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// demonstration is a copy of the one that these tests share, of a single past
// round.
func demonstration(t *testing.T) (dir string) {
	t.Helper()
	once.Do(func() {
		shared = filepath.Join(os.TempDir(), "heed-demonstration-"+strconv.Itoa(os.Getpid()))
		r := start(t, env(), "demo", "--rounds", "1", "--dir", shared, "--addr", freePort(t))
		status, _ := r.get(browser(t), "/readyz")
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, ended, r.stop())
	})
	dir = t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(shared)))
	return dir
}

// demonstrated is a demonstration as the product of this test.
func demonstrated(t *testing.T) *product {
	t.Helper()
	dir := demonstration(t)
	p := &product{t: t, address: "sqlite:" + filepath.Join(dir, demoFile), log: &logbook{}, demo: true}
	var err error
	p.house, err = build(context.Background(), demoCommand{}.plan(dir, time.Now, slog.New(slog.NewTextHandler(p.log, nil))))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.close()) })
	p.handler = p.door(pages{baseURL: "http://127.0.0.1", demo: true})
	return p
}

var (
	once   sync.Once
	shared string
)

func TestMain(m *testing.M) {
	code := m.Run()
	if shared != "" {
		os.RemoveAll(shared)
	}
	os.Exit(code)
}

func TestR20_EverySituationSignsInAndFindsItsStartPage(t *testing.T) {
	dir := demonstration(t)
	r := start(t, env(), "demo", "--dir", dir, "--addr", freePort(t))
	_, page := r.get(browser(t), "/")
	keys := regexp.MustCompile(`name="person" value="([a-z_]+)"`).FindAllStringSubmatch(page, -1)
	require.Len(t, keys, 21, "a stranger chooses whom to be")
	require.NotContains(t, page, "[demo.", "every situation has its words")
	for _, key := range keys {
		c := browser(t)
		answer, err := c.PostForm(r.base+"/demo/sign-in", url.Values{"person": {key[1]}})
		require.NoError(t, err)
		answer.Body.Close()
		require.Equal(t, http.StatusOK, answer.StatusCode, key[1])
		status, home := r.get(c, "/account")
		require.Equal(t, http.StatusOK, status, key[1])
		require.Contains(t, home, "Demonstration", "the mark is on every page")
	}
	for _, path := range regexp.MustCompile(`href="(/bodies/[A-Za-z0-9-]+)"`).FindAllStringSubmatch(page, -1) {
		c := browser(t)
		answer, err := c.PostForm(r.base+"/demo/sign-in", url.Values{"person": {"dhsc_lead"}, "next": {path[1]}})
		require.NoError(t, err)
		answer.Body.Close()
		require.Equal(t, http.StatusOK, answer.StatusCode, path[1])
		require.Equal(t, path[1], answer.Request.URL.Path, "signing in goes on to where one wanted to be")
	}
	require.Equal(t, ended, r.stop())
}

func TestR20_NobodySignsInFromElsewhereOrByAnotherName(t *testing.T) {
	r := start(t, env(), "demo", "--dir", demonstration(t), "--addr", freePort(t))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.base+"/demo", nil)
	require.NoError(t, err)
	request.Host = "heed.example.com"
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	answer.Body.Close()
	require.Equal(t, http.StatusNotFound, answer.StatusCode)
	require.Equal(t, ended, r.stop())
}

func TestR20_RealAndDemonstrationAreKeptApart(t *testing.T) {
	demo := demonstration(t)
	code, _, faults := ask(t, env(envDatabase, "sqlite:"+filepath.Join(demo, demoFile), envFiles, t.TempDir(), envAddress, freePort(t)), "serve")
	require.Equal(t, failed, code)
	require.Contains(t, faults, "demonstration")

	real := t.TempDir()
	settings := realEnv(t, real)
	start(t, settings, "serve").stop()
	before, err := os.ReadFile(filepath.Join(real, "heed.db"))
	require.NoError(t, err)
	for _, args := range [][]string{{}, {"--fresh"}} {
		code, _, faults = ask(t, env(), append([]string{"demo", "--dir", real, "--addr", freePort(t)}, args...)...)
		require.Equal(t, failed, code)
		require.Contains(t, faults, "is no demonstration")
	}
	after, err := os.ReadFile(filepath.Join(real, "heed.db"))
	require.NoError(t, err)
	require.Equal(t, before, after, "not a byte of a real database is touched")
}

func TestR20_ADemonstrationListensOnThisMachineAlone(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8080", ":8080", "192.0.2.1:8080", "example.org:80"} {
		code, _, faults := ask(t, env(), "demo", "--dir", t.TempDir(), "--addr", addr)
		require.Equal(t, failed, code, addr)
		require.Contains(t, faults, "this machine alone", addr)
	}
}

func TestADemonstrationIsGeneratedOnceAndWhole(t *testing.T) {
	dir := demonstration(t)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "unfinished-1"), 0o700)) // as a run that was killed leaves it
	written := modified(t, dir)
	r := start(t, env(), "demo", "--dir", dir, "--addr", freePort(t))
	require.Equal(t, ended, r.stop())
	require.Equal(t, written, modified(t, dir), "nothing is generated twice")

	code, _, faults := ask(t, env(), "demo", "--rounds", "3", "--dir", dir, "--addr", freePort(t))
	require.Equal(t, failed, code)
	require.Contains(t, faults, "has 1 past rounds, not 3")

	r = start(t, env(), "demo", "--fresh", "--rounds", "0", "--dir", dir, "--addr", freePort(t))
	require.Equal(t, ended, r.stop())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, entry := range left {
		names = append(names, entry.Name())
	}
	require.Equal(t, "files heed.db", strings.Join(names, " "), "what was broken off is swept")
}

func TestADemonstrationThatIsStoppedWhileItIsMadeLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var faults bytes.Buffer
	code := run(ctx, []string{"demo", "--dir", dir, "--addr", freePort(t)}, world{getenv: env(), out: io.Discard, err: &faults})
	require.Equal(t, failed, code)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}

func modified(t *testing.T, dir string) string {
	t.Helper()
	info, err := os.Stat(filepath.Join(dir, demoFile))
	require.NoError(t, err)
	return info.ModTime().String()
}
