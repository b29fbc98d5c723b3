package site

import (
	"slices"

	"heed/internal/domain"
)

// promisesIn is the number of the first event that noted a promise, 0 where none
// did, and who wrote the notes.
func promisesIn(notes []domain.ChaseNote) (since int64, by []domain.ID) {
	for _, n := range notes {
		if !slices.Contains(by, n.By) {
			by = append(by, n.By)
		}
		if since == 0 && !n.Promised.IsZero() {
			since = n.Seq
		}
	}
	return since, by
}

// outcomes is what became of each note's promise, in words; "" of a note without
// one. What was done is read from the record, so that a promise once kept stays so.
func (r *request) outcomes(c chased, notes []domain.ChaseNote, since int64) ([]string, error) {
	texts := make([]string, len(notes))
	if since == 0 {
		return texts, nil
	}
	var ids []domain.ID
	for _, n := range notes {
		for _, m := range n.Seen {
			if !slices.Contains(ids, m.Duty) {
				ids = append(ids, m.Duty)
			}
		}
	}
	states, err := r.site.Reader.StatesAfter(r.ctx(), r.chasing().View, since, ids)
	if err != nil {
		return nil, err
	}
	duties := map[domain.ID]domain.Duty{}
	for id, row := range c.picture.Rows(r.chasing(), ids) {
		duties[id] = *row.Duty
	}
	for i, n := range notes {
		later := map[domain.ID][]domain.DutyState{}
		for _, s := range states {
			if s.Seq > n.Seq {
				later[s.DutyID] = append(later[s.DutyID], s.State)
			}
		}
		outcome, day := n.Outcome(duties, later, c.picture.Day)
		replaced := slices.ContainsFunc(notes[i+1:], func(other domain.ChaseNote) bool { return other.Replaces(n) })
		if replaced && day.IsZero() {
			outcome = domain.PromiseReplaced
		}
		if outcome != "" {
			texts[i] = r.words.T("chase.outcome."+string(outcome), domain.Args{"Day": n.Promised, "Done": day})
		}
	}
	return texts, nil
}
