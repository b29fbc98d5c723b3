package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// running is the program under way, as whoever started it sees it.
type running struct {
	t    *testing.T
	base string
	stop func() int // asks it to end, and says how it did
}

// start runs a command that serves, until it says where. Port is free at the
// time of asking.
func start(t *testing.T, getenv func(string) string, args ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, said := io.Pipe()
	var faults bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, args, world{getenv: getenv, out: said, err: &faults})
		said.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err, "it ended before it served: %s", &faults)
	go io.Copy(io.Discard, out) //nolint:errcheck // what it says later is of no interest
	r := running{t: t, base: strings.TrimSpace(line[strings.Index(line, "http://"):])}
	r.stop = func() int {
		cancel()
		return <-ended
	}
	return r
}

// ask runs a command to its end and returns what it said.
func ask(t *testing.T, getenv func(string) string, args ...string) (code int, out, faults string) {
	t.Helper()
	var said, wrong bytes.Buffer
	code = run(t.Context(), args, world{getenv: getenv, out: &said, err: &wrong})
	return code, said.String(), wrong.String()
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// browser keeps cookies and follows redirects.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &http.Client{Jar: jar}
}

func (r running) get(c *http.Client, path string) (status int, body string) {
	r.t.Helper()
	answer, err := c.Get(r.base + path)
	require.NoError(r.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(r.t, err)
	return answer.StatusCode, string(text)
}

func realEnv(t *testing.T, dir string) func(string) string {
	t.Helper()
	return env(envDatabase, "sqlite:"+filepath.Join(dir, "heed.db"), envFiles, filepath.Join(dir, "files"), envAddress, freePort(t))
}

func TestServeAnswersOnAnEmptyDatabase(t *testing.T) {
	settings := realEnv(t, t.TempDir())
	r := start(t, settings, "serve")
	for path, want := range map[string]int{"/readyz": 200, "/healthz": 200, "/": 200, "/rules": 200, "/sign-in": 200, "/nowhere": 404} {
		status, _ := r.get(browser(t), path)
		require.Equal(t, want, status, path)
	}
	require.Equal(t, ended, r.stop())
}

func TestR20_ServeHasNoDemonstrationSignIn(t *testing.T) {
	r := start(t, realEnv(t, t.TempDir()), "serve")
	status, _ := r.get(browser(t), "/demo")
	require.Equal(t, http.StatusNotFound, status)
	answer, err := http.PostForm(r.base+"/demo/sign-in", url.Values{"person": {"dhsc_lead"}})
	require.NoError(t, err)
	answer.Body.Close()
	require.Equal(t, http.StatusNotFound, answer.StatusCode)
	r.stop()
}

func TestTheFirstAdministratorSetsAPasswordAtTheAddressPrinted(t *testing.T) {
	settings := realEnv(t, t.TempDir())
	code, out, faults := ask(t, settings, "user", "--email", "ada@example.org", "--name", "Ada")
	require.Equal(t, ended, code, faults)
	address := strings.TrimSpace(out[strings.Index(out, "http://"):])
	r := start(t, settings, "serve")
	status, _ := r.get(browser(t), strings.TrimPrefix(address, r.base))
	require.Equal(t, http.StatusOK, status)
	c := browser(t)
	answer, err := c.PostForm(address, url.Values{"password": {"correct horse battery"}, "again": {"correct horse battery"}})
	require.NoError(t, err)
	answer.Body.Close()
	require.Equal(t, http.StatusOK, answer.StatusCode)
	_, page := r.get(c, "/people")
	require.Contains(t, page, "Ada")
	r.stop()
}

func TestImportSaysWhatItWillChangeAndDoesOnlyThat(t *testing.T) {
	settings := realEnv(t, t.TempDir())
	_, planned, _ := ask(t, settings, "import", "--dry-run")
	require.Contains(t, planned, "added    recommendation 17\n")
	_, done, _ := ask(t, settings, "import")
	require.Equal(t, strings.Split(planned, "Would")[0], strings.Split(done, "Changed")[0])
	code, again, _ := ask(t, settings, "import")
	require.Equal(t, ended, code)
	require.Equal(t, "Nothing changes: everything is there already.\n", again)
}

func TestMigrateLeavesATableForServe(t *testing.T) {
	dir := t.TempDir()
	settings := realEnv(t, dir)
	for range 2 {
		code, out, faults := ask(t, settings, "migrate")
		require.Equal(t, ended, code, faults)
		require.Equal(t, "The schema is up to date.\n", out)
	}
	require.Equal(t, ended, start(t, settings, "serve").stop())
}

func TestADatabaseThatIsGoneEndsTheStart(t *testing.T) {
	settings := env(envDatabase, "postgres://app:hunter2@127.0.0.1:1/heed?sslmode=disable", envFiles, t.TempDir(), envAddress, freePort(t))
	code, _, faults := ask(t, settings, "serve")
	require.Equal(t, failed, code)
	require.Contains(t, faults, "the database can't be used")
	require.NotContains(t, faults, "hunter2")
}

func TestSettingsThatMakeNoSenseEndTheStart(t *testing.T) {
	code, _, faults := ask(t, env(envMaxFile, "lots", envContact, "nobody"), "serve")
	require.Equal(t, misasked, code)
	require.Contains(t, faults, envMaxFile)
	require.Contains(t, faults, envContact)
	code, _, _ = ask(t, env(), "no-such-command")
	require.Equal(t, misasked, code)
}
