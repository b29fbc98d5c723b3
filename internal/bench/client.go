package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"heed/internal/domain"
)

// client is a person at a browser: one connection, signed in.
type client struct {
	actor  domain.Actor
	cookie string
	duties []domain.DutyKey // that the person sees
	chance *rand.Rand

	url  string // of heed
	http *http.Client
}

func newClient(url string, actor domain.Actor, cookie string) *client {
	return &client{
		actor: actor, cookie: cookie, chance: rand.New(rand.NewPCG(1, uint64(len(actor.Person.ID)))), url: url, //nolint:gosec // which page, not a secret
		http: &http.Client{
			Transport: &http.Transport{MaxIdleConnsPerHost: 2, DisableCompression: true},
			Timeout:   30 * time.Second,
			CheckRedirect: func(*http.Request, []*http.Request) error {
				return http.ErrUseLastResponse
			},
		},
	}
}

// ask sends a request as a browser would and reads the answer to its end. It
// leaves the answer compressed: nobody looks at it here.
func (c *client) ask(ctx context.Context, method, path, kind string, body io.Reader) (*http.Response, time.Duration, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.url+path, body)
	if err != nil {
		return nil, 0, err
	}
	r.Header.Set("Cookie", c.cookie)
	r.Header.Set("Accept-Encoding", "gzip")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	began := time.Now()
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, 0, err
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return nil, 0, err
	}
	return answer, time.Since(began), nil
}

// page fetches a page, which must be one, compressed.
func (c *client) page(ctx context.Context, path string) (time.Duration, error) {
	answer, took, err := c.ask(ctx, http.MethodGet, path, "", nil)
	if err != nil {
		return 0, err
	}
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Encoding") != "gzip" {
		return 0, fmt.Errorf("%s of %s: %s, encoding %q", path, c.actor.Person.Name, answer.Status, answer.Header.Get("Content-Encoding"))
	}
	return took, nil
}

// duty is one of the duties that the person sees, by chance.
func (c *client) duty() domain.DutyKey { return c.duties[c.chance.IntN(len(c.duties))] }
