package view

import (
	"cmp"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// Practice is a confirmed duty that its oversight puts forward as good practice
// and its body consents to have shown. Everybody who has signed in may read it,
// in every nation (R4): nothing else of the duty comes with it.
type Practice struct {
	Key       domain.DutyKey
	Body      *domain.Body
	Rec       *domain.Recommendation
	Confirmed domain.Day // of the review; "" where a later return was sent back since
	Words     string     // its oversight's
}

// loadPractice reads the words of the duties that stand consented, and of no
// others: what nobody may be shown is not there.
func (r *rows) loadPractice(snap *store.Snap, duties []domain.Duty) error {
	var texts []domain.ID
	for i := range duties {
		if p := duties[i].State.Practice; p.Consented() {
			texts = append(texts, p.Text)
		}
	}
	if len(texts) == 0 {
		return nil
	}
	said, err := snap.Statements(texts)
	if err != nil {
		return err
	}
	for id, words := range said {
		r.practice[id] = words.Text
	}
	return nil
}

// Practices is the good practice of a picture, the latest confirmed first, for
// as long as each duty stands confirmed and no issued spot check says otherwise. Now is the same report as it stands: a
// past day shows what was shown then, less what has been withdrawn or taken back
// since, for consent outweighs it.
func (p *Picture) Practices(now *Picture) []Practice {
	var all []Practice
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		if _, inForce := p.recAt[d.Rec]; !inForce || d.State.Retired || !d.State.Practice.Consented() {
			continue
		}
		words, consented := now.rows.practice[d.State.Practice.Text]
		if !consented || p.graph.Standing(i).Word != domain.WordConfirmed || p.graph.Facts(i).NotUpheld != nil {
			continue
		}
		body := p.bodies[d.BodyID]
		all = append(all, Practice{Key: p.key(d, body), Body: body, Rec: p.rec(d.Rec), Confirmed: d.State.ConfirmedOn(), Words: words})
	}
	slices.SortStableFunc(all, func(a, b Practice) int {
		return cmp.Or(cmp.Compare(b.Confirmed, a.Confirmed), compareBodies(a.Body, b.Body))
	})
	return all
}

// AwaitingConsent are the duties within a scope, of the verb answer_practice,
// that stand confirmed and whose good practice waits for their body's answer.
func (p *Picture) AwaitingConsent(scope domain.Scope) []Practice {
	within := p.within(scope)
	var all []Practice
	for i := range p.rows.duties {
		d := &p.rows.duties[i]
		if d.State.Practice.Waits() && within(i) && p.graph.Standing(i).Word == domain.WordConfirmed {
			body := p.bodies[d.BodyID]
			all = append(all, Practice{Key: p.key(d, body), Body: body, Rec: p.rec(d.Rec), Confirmed: d.State.ConfirmedOn()})
		}
	}
	return all
}
