package pgtest

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cluster is a private cluster in a folder of its own. Its server and the folder go when this process ends, whether it
// returns, panics or is killed.
type cluster struct {
	bin      string // folder of the server's programs
	folder   string
	as       *syscall.Credential
	settings []string     // beside those of tests, over which they prevail
	ended    <-chan error // the keeper's end
}

// Durable starts a private cluster that flushes what it commits to disk, as a real one does and those of tests don't,
// and returns the administrator's address. It is for measuring, and goes when this process ends.
func Durable() (address string, err error) {
	c, err := startCluster("/tmp", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c", "autovacuum=on")
	if err != nil {
		return "", err
	}
	return c.address(), nil
}

// startCluster makes a private cluster below a folder and starts its server.
func startCluster(parent string, settings ...string) (*cluster, error) {
	bin, err := findServer()
	if err != nil {
		return nil, err
	}
	as, err := serverUser()
	if err != nil {
		return nil, err
	}
	folder, err := clusterFolder(parent, as)
	if err != nil {
		return nil, err
	}
	c := &cluster{bin: bin, folder: folder, as: as, settings: settings}
	if err := c.init(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := c.run(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return c, nil
}

// address is the administrator's.
func (c *cluster) address() string {
	query := url.Values{"host": {c.folder}, "sslmode": {"disable"}}
	return "postgres://" + administrator + "@/postgres?" + query.Encode()
}

// stop ends the server and its connections and leaves its folder; run starts it again.
func (c *cluster) stop() error {
	noted, err := os.ReadFile(c.pidFile())
	if err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	first, _, _ := strings.Cut(string(noted), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	if err := os.WriteFile(c.stays(), nil, 0o644); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	<-c.ended
	return os.Remove(c.stays())
}

func (c *cluster) pidFile() string { return filepath.Join(c.folder, "data", "postmaster.pid") }

// stays is the file that tells the keeper to leave the folder when its server ends.
func (c *cluster) stays() string { return filepath.Join(c.folder, "stays") }

const administrator = "heed_administrator"

// findServer returns the folder that holds initdb and postgres. Debian keeps them out of the search path.
func findServer() (string, error) {
	var candidates []string
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			candidates = append(candidates, filepath.Dir(real))
		}
	}
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"} {
		found, _ := filepath.Glob(pattern)
		slices.Reverse(found) // the newest first
		candidates = append(candidates, found...)
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		candidates = append(candidates, strings.TrimSpace(string(out)))
	}
	for _, folder := range candidates {
		if executable(filepath.Join(folder, "initdb")) && executable(filepath.Join(folder, "postgres")) {
			return folder, nil
		}
	}
	return "", errors.New("no PostgreSQL server is installed: install one (on Debian: apt-get install postgresql), " +
		"or set TEST_DATABASE_URL to the address of one that tests may create databases on")
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}

// serverUser is who the server runs as: PostgreSQL refuses to run as root, so root lends it another account.
// Anybody else runs it as themselves, which a nil credential says.
func serverUser() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errU := strconv.ParseUint(account.Uid, 10, 32)
		gid, errG := strconv.ParseUint(account.Gid, 10, 32)
		if err := errors.Join(errU, errG); err != nil {
			return nil, fmt.Errorf("account %s: %w", name, err)
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL refuses to run as root and there is no account postgres or nobody to run it as")
}

// inMemory is a folder for what need not last: in memory where there is room.
func inMemory() string {
	var memory syscall.Statfs_t
	if syscall.Statfs("/dev/shm", &memory) == nil && memory.Bavail*uint64(memory.Bsize) > 1<<30 {
		return "/dev/shm"
	}
	return "/tmp"
}

// clusterFolder makes the cluster's folder. Its path stays short: the socket lies in it, and the address of a socket has
// about a hundred bytes.
func clusterFolder(parent string, as *syscall.Credential) (string, error) {
	folder, err := os.MkdirTemp(parent, "heed-pg-")
	if err != nil {
		return "", fmt.Errorf("make the cluster's folder: %w", err)
	}
	if as != nil {
		if err := os.Chown(folder, int(as.Uid), int(as.Gid)); err != nil {
			return "", fmt.Errorf("make the cluster's folder: %w", err)
		}
	}
	return folder, nil
}

func (c *cluster) init() error {
	args := []string{"--pgdata=" + filepath.Join(c.folder, "data"), "--username=" + administrator,
		"--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"}
	if help, _ := exec.Command(filepath.Join(c.bin, "initdb"), "--help").Output(); bytes.Contains(help, []byte("--icu-locale")) {
		// Sort as a British installation does: what rests on the order of bytes must say so itself.
		args = append(args, "--locale-provider=icu", "--icu-locale=en-GB")
	}
	cmd := c.command(filepath.Join(c.bin, "initdb"), args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// keeper runs the server and stops it, at once and with its folder, when standard input closes: the kernel closes that
// pipe when the test process ends, however it ends. Should the server stop by itself, its log goes to standard error.
const keeper = `
exec 3<&0
"$@" >log 2>&1 </dev/null 3<&- &
server=$!
{ cat <&3; kill -QUIT $server; } >/dev/null 2>&1 &
wait $server
tail -n 20 log >&2
kill $! 2>/dev/null
[ -e stays ] && exit
here=$PWD; cd / && rm -rf "$here"
`

func (c *cluster) run() error {
	args := append([]string{"-c", keeper, "keeper",
		filepath.Join(c.bin, "postgres"), "-D", filepath.Join(c.folder, "data"), "-k", c.folder,
		"-c", "listen_addresses=", "-c", "max_connections=200", "-c", "autovacuum=off",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"}, c.settings...)
	cmd := c.command("/bin/sh", args...)
	// The pipe's end is never closed by us: it lives as long as the process does.
	if _, err := cmd.StdinPipe(); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- cmd.Wait() }()
	c.ended = stopped
	return awaitReady(c.pidFile(), stopped, &log)
}

// awaitReady waits until the server notes in its pid file that it takes connections.
func awaitReady(pidFile string, stopped <-chan error, log *bytes.Buffer) error {
	const look, patience = 10 * time.Millisecond, time.Minute
	tick := time.NewTicker(look)
	defer tick.Stop()
	deadline := time.After(patience)
	for {
		select {
		case <-stopped:
			return fmt.Errorf("PostgreSQL stopped while starting:\n%s", log)
		case <-deadline:
			return fmt.Errorf("PostgreSQL was not ready after %v", patience)
		case <-tick.C:
			noted, err := os.ReadFile(pidFile)
			if err == nil && strings.HasSuffix(strings.TrimSpace(string(noted)), "ready") {
				return nil
			}
		}
	}
}

// command runs in the cluster's folder, as its account, in a process group of its own, so that an interrupt typed at the
// terminal reaches the keeper by way of the test process alone.
func (c *cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "PWD=" + c.folder, "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true}
	return cmd
}
