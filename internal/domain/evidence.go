package domain

import (
	"net/url"
	"slices"
	"time"
)

// EvidenceKind is what sort of proof a piece of evidence is.
type EvidenceKind string

// The kinds.
const (
	EvidenceFile      EvidenceKind = "file"
	EvidenceLink      EvidenceKind = "link"
	EvidenceStatement EvidenceKind = "statement"
)

// EvidenceKinds is every kind in the order of pages.
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{EvidenceFile, EvidenceLink, EvidenceStatement}
}

// Evidence backs requirements of one or more returns of a body. It is part of
// the record: a newer copy is a new row that names the one it replaces.
type Evidence struct {
	ID        ID           `json:"id"`
	BodyID    ID           `json:"body_id"`
	Kind      EvidenceKind `json:"kind"`
	Title     string       `json:"title"`
	From      Day          `json:"from"`              // first day of the period it covers
	To        Day          `json:"to"`                // last day of it
	Expires   Day          `json:"expires,omitempty"` // first day on which it no longer proves anything
	URL       string       `json:"url,omitempty"`
	Text      string       `json:"text,omitempty"` // of a statement
	FileName  string       `json:"file_name,omitempty"`
	MediaType string       `json:"media_type,omitempty"`
	Size      int64        `json:"size,omitempty"` // bytes
	Hash      string       `json:"hash,omitempty"` // SHA-256 of the content, hex
	Replaces  ID           `json:"replaces,omitempty"`
	AddedBy   ID           `json:"added_by"`
	AddedAt   time.Time    `json:"added_at"`
	Redacted  bool         `json:"-"` // destroyed by order: kind, period, hash, size, who and when remain (R2)

	Key []byte `json:"-"` // the file's own encryption key
}

// Stale says that evidence no longer proves anything on a day.
func (e Evidence) Stale(on Day) bool { return !e.Expires.IsZero() && e.Expires <= on }

// Check says what is wrong with evidence as it is to be added on a day: it covers
// days that have been, for a plan proves nothing. The file itself is looked at by
// whoever stores it.
func (e Evidence) Check(on Day) Problems {
	var ps Problems
	switch {
	case !slices.Contains(EvidenceKinds(), e.Kind):
		ps.Add("kind", "evidence.kind_missing", nil)
	case e.Kind == EvidenceLink && !isWebAddress(e.URL):
		ps.Add("url", "evidence.url", nil)
	case e.Kind == EvidenceStatement && e.Text == "":
		ps.Add("text", "evidence.text_missing", nil)
	}
	if e.Title == "" {
		ps.Add("title", "evidence.title_missing", nil)
	}
	if e.From.IsZero() {
		ps.Add("from", "evidence.period_missing", nil)
	}
	switch {
	case e.To.IsZero():
		ps.Add("to", "evidence.period_missing", nil)
	case e.To < e.From:
		ps.Add("to", "evidence.period_order", nil)
	case e.To > on:
		ps.Add("to", "evidence.period_ahead", nil)
	}
	if !e.Expires.IsZero() && e.Expires <= e.From {
		ps.Add("expires", "evidence.expires_before", nil)
	}
	within(&ps, "expires", e.Expires, on)
	return ps
}

// isWebAddress says that a link leads to a page that a browser opens.
func isWebAddress(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

// SaysSame says whether two pieces say the same, whoever added them and when: what a
// second press of the same button adds.
func (e Evidence) SaysSame(other Evidence) bool {
	blank := func(e Evidence) Evidence {
		e.ID, e.AddedBy, e.AddedAt, e.Key = "", "", time.Time{}, nil
		return e
	}
	return same(blank(e), blank(other))
}
