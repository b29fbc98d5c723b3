package domain

import "slices"

// SayNot finds, for the duties that owe a joint requirement, the others that
// owe it too and whose signed answer is that it is not met (R17). Who has
// signed nothing has not said not.
func SayNot(pack *Pack, duties []Duty) map[ID][]ID {
	contradicted := map[ID][]ID{}
	for _, rec := range pack.Recommendations {
		for _, q := range rec.Requirements {
			if q.Joint && !q.Retired {
				sayNot(contradicted, q.Key, duties)
			}
		}
	}
	return contradicted
}

func sayNot(contradicted map[ID][]ID, key string, duties []Duty) {
	var bound, against []ID
	for i := range duties {
		d := &duties[i]
		if d.State.Retired || !slices.Contains(d.Requirements, key) {
			continue
		}
		bound = append(bound, d.ID)
		if answer := d.State.Met[key]; d.State.Signed > 0 && (answer == MetNo || answer == MetPartly) {
			against = append(against, d.ID)
		}
	}
	for _, id := range bound {
		for _, other := range against {
			if other != id && !slices.Contains(contradicted[id], other) {
				contradicted[id] = append(contradicted[id], other)
			}
		}
	}
}
