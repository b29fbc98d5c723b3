package site

import (
	"slices"
	"strconv"
	"strings"

	"heed/internal/domain"
	"heed/internal/view"
	"heed/web/words"
)

// chaseWhy is why a body is on the list, in as few lines as there are reasons.
func chaseWhy(w *words.Words, c view.Chased) []string {
	var silent, overdue, holds int
	var silentSince, target domain.Day
	for _, m := range c.Matters() {
		silent, overdue, holds = silent+one(m.Silent), overdue+one(m.Overdue), holds+one(m.Holds)
		if m.Silent && (silentSince.IsZero() || m.SilentSince < silentSince) {
			silentSince = m.SilentSince
		}
		if m.Overdue && (target.IsZero() || m.Target < target) {
			target = m.Target
		}
	}
	var lines []string
	for _, reason := range []struct {
		key string
		n   int
		day domain.Day
	}{{"silent", silent, silentSince}, {"overdue", overdue, target}, {"holds", holds, ""}} {
		if reason.n > 0 {
			lines = append(lines, w.N("chase.why."+reason.key, reason.n, domain.Args{"Day": reason.day}))
		}
	}
	return lines
}

// matterLines is why one duty is on the list.
func matterLines(w *words.Words, m domain.ChaseMatter, on domain.Day) []string {
	var lines []string
	if m.Silent {
		lines = append(lines, w.T("chase.matter.silent", domain.Args{"Day": m.SilentSince}))
	}
	if m.Overdue {
		lines = append(lines, w.N("chase.matter.overdue", m.Target.DaysUntil(on), domain.Args{"Day": m.Target}))
	}
	if m.Holds {
		lines = append(lines, w.T("chase.matter.holds"))
	}
	return lines
}

// movedText says until when a body that is back was put away, and why it is
// back, each in a sentence; nothing where it is not.
func movedText(w *words.Words, c view.Chased) []string {
	if len(c.Moved) == 0 {
		return nil
	}
	lines := []string{w.T("chase.moved", domain.Args{"Until": c.Chase.Until})}
	for _, m := range c.Moved {
		if len(m.Recs) == 0 {
			lines = append(lines, w.T("chase.moved."+string(m.Move), domain.Args{"Day": m.Day}))
		} else {
			lines = append(lines, w.N("chase.moved."+string(m.Move), len(m.Recs), domain.Args{"Recs": numbers(m.Recs)}))
		}
	}
	return lines
}

// promisedText says by when a body promised, for as long as that day is not
// over; "" where it did not. A lapsed promise is why it is back, and its notes
// tell of older ones.
func promisedText(w *words.Words, c view.Chased, on domain.Day) string {
	if c.Chase.Promised < on {
		return ""
	}
	return w.T("chase.promised", domain.Args{"Day": c.Chase.Promised})
}

// movedKeys is why a body is back, in the record's own words.
func movedKeys(c view.Chased) string {
	var keys []string
	for _, m := range c.Moved {
		keys = append(keys, string(m.Move))
	}
	return strings.Join(keys, ";")
}

// recKeys are the recommendations that a body is chased for.
func recKeys(c view.Chased) string {
	var list []int
	for _, m := range c.Matters() {
		list = append(list, m.Rec)
	}
	slices.Sort(list)
	var keys []string
	for _, no := range list {
		keys = append(keys, strconv.Itoa(no))
	}
	return strings.Join(keys, ";")
}
