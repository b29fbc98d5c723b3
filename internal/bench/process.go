package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// process is a running heed.
type process struct {
	url   string
	cmd   *exec.Cmd
	log   string        // file of what it wrote
	took  time.Duration // from its start to its first answer
	ended chan error
}

// startLimit is how long heed may take to answer; the large demonstration is
// generated within it.
const startLimit = 5 * time.Minute

// start runs a command of heed's and waits until it answers.
func (b *bench) start(ctx context.Context, settings []string, args ...string) (*process, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(b.dir, "heed-"+args[0]+".log"))
	if err != nil {
		return nil, err
	}
	defer log.Close() //nolint:errcheck // the child has it
	if args[0] == "demo" {
		args = append(args, "--addr", address)
	} else {
		settings = append(settings, "HEED_ADDR="+address)
	}
	cmd := exec.Command(b.binary, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + b.dir}, settings...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	p := &process{url: "http://" + address, cmd: cmd, log: log.Name(), ended: make(chan error, 1)}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { p.ended <- cmd.Wait() }()
	if err := p.answers(ctx); err != nil {
		_ = p.stop()
		return nil, err
	}
	p.took = time.Since(began)
	return p, nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// answers waits for the first answer that says the database is there.
func (p *process) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-p.ended:
			p.ended <- err
			said, _ := os.ReadFile(p.log)
			return fmt.Errorf("heed ended before it answered: %v\n%s", err, said)
		case <-ctx.Done():
			return fmt.Errorf("heed has not answered: %w", ctx.Err())
		case <-look.C:
			if p.ready(ctx) {
				return nil
			}
		}
	}
}

func (p *process) ready(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/readyz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer answer.Body.Close() //nolint:errcheck // read for its status alone
	return answer.StatusCode == http.StatusOK
}

// stop asks heed to end, and makes it where it doesn't.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return nil // it has ended
	}
	select {
	case err := <-p.ended:
		return err
	case <-time.After(30 * time.Second):
		return p.cmd.Process.Kill()
	}
}
