package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"heed/internal/domain"
	"heed/internal/form"
)

// draft is a return that waits to be written.
type draft struct {
	key     domain.DutyKey
	duty    domain.Duty
	id      domain.ID
	version int
	writer  domain.ID // who may write it
}

// desk hands out drafts, each once, with its writer signed in.
type desk struct {
	scene   *scene
	process *process
	paper   []byte // what every file holds after its beginning
	beside  laps   // of what was submitted once a second, beside the pages

	mu      sync.Mutex
	drafts  []draft
	writers map[domain.ID]*client
}

func (s *scene) desk(ctx context.Context, p *process) (*desk, error) {
	drafts, err := s.drafts(ctx)
	if err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		return nil, errors.New("the open round awaits no return that anybody could write")
	}
	return &desk{scene: s, process: p, paper: paper(), drafts: drafts, writers: map[domain.ID]*client{}}, nil
}

func (d *desk) next(ctx context.Context) (draft, *client, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.drafts) == 0 {
		return draft{}, nil, errNoMore
	}
	one := d.drafts[0]
	d.drafts = d.drafts[1:]
	if c := d.writers[one.writer]; c != nil {
		return one, c, nil
	}
	actor, err := d.scene.store.Reader().Actor(ctx, one.writer, domain.DayOf(time.Now()))
	if err != nil {
		return draft{}, nil, err
	}
	cookie, err := d.scene.signIn(ctx, actor.Person)
	if err != nil {
		return draft{}, nil, err
	}
	c := newClient(d.process.url, actor, cookie)
	d.writers[one.writer] = c
	return one, c, nil
}

// turn is the one write a second: a body submits a return, and then answers the
// recommendation again, which changes what every page is computed from.
func (d *desk) turn(ctx context.Context) error {
	one, c, err := d.next(ctx)
	if err != nil {
		return err
	}
	upload, seal, err := d.submitOne(ctx, one, c)
	if err != nil {
		return err
	}
	d.beside.add(upload + seal)
	answer := url.Values{
		"version": {strconv.Itoa(one.duty.Version)}, "response": {string(domain.ResponseAccepted)}, "owner": {"Director of research, return " + string(one.id)},
	}
	if one.duty.State.FirstTarget.IsZero() { // the page asks for a date only where none stands
		form.SetDay(answer, "target", domain.DayOf(time.Now()).Add(300))
	}
	_, err = c.post(ctx, one.path("/response"), answer, one.path(""))
	return err
}

// submit writes a return and submits it with a file of a megabyte. What counts
// is the two requests at the end: the one with the file and the one that seals.
func (d *desk) submit(ctx context.Context) (upload, seal time.Duration, err error) {
	one, c, err := d.next(ctx)
	if err != nil {
		return 0, 0, err
	}
	return d.submitOne(ctx, one, c)
}

func (d *desk) submitOne(ctx context.Context, one draft, c *client) (upload, seal time.Duration, err error) {
	if _, err := c.post(ctx, one.path("/return"), one.form("save"), one.path("/return")); err != nil {
		return 0, 0, err
	}
	one.version++
	kind, body, err := one.upload(d.paper)
	if err != nil {
		return 0, 0, err
	}
	if upload, err = c.send(ctx, one.path("/return/evidence"), kind, body, one.path("/return#evidence-")); err != nil {
		return 0, 0, err
	}
	one.version++
	seal, err = c.post(ctx, one.path("/return/check"), one.guard(), one.path(""))
	return upload, seal, err
}

// post sends a form; the answer must lead on to a place.
func (c *client) post(ctx context.Context, path string, values url.Values, to string) (time.Duration, error) {
	return c.send(ctx, path, "application/x-www-form-urlencoded", []byte(values.Encode()), to)
}

func (c *client) send(ctx context.Context, path, kind string, body []byte, to string) (time.Duration, error) {
	answer, took, err := c.ask(ctx, http.MethodPost, path, kind, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	if answer.StatusCode != http.StatusSeeOther || !strings.HasPrefix(answer.Header.Get("Location"), to) {
		return 0, fmt.Errorf("post %s: %s, on to %q", path, answer.Status, answer.Header.Get("Location"))
	}
	return took, nil
}

func (d draft) path(below string) string {
	return "/bodies/" + d.key.Body + "/" + d.key.Report + "/" + strconv.Itoa(d.key.Rec) + below
}

// guard is the version of the return that the form was filled from.
func (d draft) guard() url.Values {
	return url.Values{"return": {string(d.id)}, "version": {strconv.Itoa(d.version)}}
}

// form is a whole return, as somebody types it.
func (d draft) form(button string) url.Values {
	v := d.guard()
	v.Set("do", button)
	v.Set("status", string(domain.InProgress))
	v.Set("confidence", string(domain.ConfidenceMedium))
	v.Set("narrative", strings.Repeat("The plan was agreed by the board and two of its five steps are done. ", 12))
	v.Set("summary", "Two of five steps are done.")
	for _, key := range d.duty.Requirements {
		v.Set("met-"+key, string(domain.MetPartly))
		v.Set("reason-"+key, "Two of five sites have it.")
	}
	if d.duty.State.Target.IsZero() {
		form.SetDay(v, "target", domain.DayOf(time.Now()).Add(300))
	}
	return v
}

// fileSize is that of the file that goes with a return.
const fileSize = 1 << 20

// upload is a form with a file that nobody has sent before: it begins with the
// return's own id. What comes after that is the same for all, so that making
// it costs the processor nothing that would be counted.
func (d draft) upload(content []byte) (kind string, body []byte, err error) {
	b := bytes.NewBuffer(make([]byte, 0, len(content)+4096))
	w := multipart.NewWriter(b)
	day := domain.DayOf(time.Now())
	values := url.Values{"kind": {string(domain.EvidenceFile)}, "for": {d.duty.Requirements[0]}, "title": {"Minutes of the board"}}
	form.SetDay(values, "from", day.Add(-90))
	form.SetDay(values, "to", day)
	for name := range values {
		err = errors.Join(err, w.WriteField(name, values.Get(name)))
	}
	file, partErr := w.CreateFormFile("file", "minutes.pdf")
	if err = errors.Join(err, partErr); err != nil {
		return "", nil, err
	}
	opening := "%PDF-1.7\n% " + string(d.id) + "\n"
	_, err = file.Write([]byte(opening))
	if err == nil {
		_, err = file.Write(content[len(opening):])
	}
	err = errors.Join(err, w.Close())
	return w.FormDataContentType(), b.Bytes(), err
}

// paper is the content of a file: bytes that no compression shrinks.
func paper() []byte {
	content := make([]byte, fileSize)
	rand.Read(content)
	return content
}
