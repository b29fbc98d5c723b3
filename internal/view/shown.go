package view

import (
	"context"
	"sync"

	"heed/internal/domain"
	"heed/internal/store"
)

// shownVersions is what signed versions show: read when it is first asked for,
// since few pages ask, and kept, since no version changes. Pictures share it from
// one to the next, until one is loaded whole: so once something was destroyed.
type shownVersions struct {
	mu sync.Mutex
	of map[store.VersionKey]domain.Shown
}

func newShownVersions() *shownVersions {
	return &shownVersions{of: map[store.VersionKey]domain.Shown{}}
}

// read is what each duty's last signed version shows, by duty.
func (s *shownVersions) read(snap *store.Snap, duties []domain.Duty) (map[domain.ID]domain.Shown, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var unread []store.VersionKey
	keys := lastSigned(duties)
	for _, key := range keys {
		if _, known := s.of[key]; !known {
			unread = append(unread, key)
		}
	}
	if len(unread) > 0 {
		found, err := snap.Shown(unread)
		if err != nil {
			return nil, err
		}
		for _, key := range unread {
			s.of[key] = found[key.DutyID] // nothing, where it was destroyed
		}
	}
	shown := make(map[domain.ID]domain.Shown, len(keys))
	for _, key := range keys {
		shown[key.DutyID] = s.of[key]
	}
	return shown, nil
}

// lastSigned names the last signed version of each duty that has one.
func lastSigned(duties []domain.Duty) []store.VersionKey {
	var keys []store.VersionKey
	for _, d := range duties {
		if d.State.Signed > 0 {
			keys = append(keys, store.VersionKey{DutyID: d.ID, No: d.State.Signed})
		}
	}
	return keys
}

// said is what the record has beside the rows of a picture: what versions show, and
// what was said of findings, by duty and up to the picture's event.
type said struct {
	shown   map[domain.ID]domain.Shown
	answers map[domain.ID][]domain.FindingAnswer
}

func (r *rows) said(ctx context.Context) (said, error) {
	var s said
	err := r.reader.Snapshot(ctx, func(snap *store.Snap) (err error) {
		if s.shown, err = r.shown.read(snap, r.duties); err != nil {
			return err
		}
		s.answers, err = snap.FindingAnswers(r.report, r.seq)
		return err
	})
	return s, err
}
