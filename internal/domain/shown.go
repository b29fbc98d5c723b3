package domain

import (
	"crypto/sha256"
	"slices"
	"strings"
	"unicode"
)

// Shown is what a duty's last signed version shows beside its answers, as far as
// anything is computed from it. The zero value shows nothing.
type Shown struct {
	No       int     // of the version
	Text     string  // what its narrative comes to, to be compared with others: see TextKey
	Declared bool    // it declares that nothing changed
	Pieces   []Piece // the evidence that it cites
}

// Piece is a piece of evidence as a version cites it.
type Piece struct {
	ID           ID
	Kind         EvidenceKind
	To           Day      // last day of the period that it covers
	Expires      Day      // first day on which it no longer proves anything, "" is never
	Gone         bool     // destroyed by order: it proves nothing any more (R2)
	Requirements []string // that it backs
}

func (p Piece) stale(on Day) bool { return !p.Expires.IsZero() && p.Expires <= on }

// ShownBy is what a version shows, with the evidence that it cites.
func ShownBy(no int, c Content, evidence map[ID]Evidence) Shown {
	s := Shown{No: no, Text: TextKey(c.Narrative), Declared: c.NoChange}
	for _, use := range c.Evidence {
		e, known := evidence[use.EvidenceID]
		if !known {
			continue
		}
		s.Pieces = append(s.Pieces, Piece{e.ID, e.Kind, e.To, e.Expires, e.Redacted, use.Requirements})
	}
	return s
}

// wordsToCompare is how long a narrative is at least, in words, that is compared
// with others. What is said in less is said alike by many without copying.
const wordsToCompare = 15

// TextKey is the same for two texts that say the same in the same words, capitals,
// points and spaces aside; "" for one too short to compare. It is kept in memory
// alone: with it a text that was destroyed could be guessed at.
func TextKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if len(words) < wordsToCompare {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return string(sum[:])
}

// Proof is how strong the evidence is behind what a body says is met.
type Proof string

// The strengths, weakest first; ProofUnclaimed is of a body that says of no
// requirement that it is met.
const (
	ProofUnclaimed Proof = "unclaimed"
	ProofNone      Proof = "none"
	ProofStatement Proof = "statement"   // a bare statement, where that is no proof (R11)
	ProofStale     Proof = "out_of_date" // a document that no longer proves anything
	ProofCurrent   Proof = "current"
	ProofChecked   Proof = "checked" // current, and oversight looked at it and found it to show that
)

// Proofs is every strength, weakest first.
func Proofs() []Proof {
	return []Proof{ProofUnclaimed, ProofNone, ProofStatement, ProofStale, ProofCurrent, ProofChecked}
}

// Weak says that the evidence carries less than what is said to be met.
func (p Proof) Weak() bool { return p == ProofNone || p == ProofStatement || p == ProofStale }

// ProofOf is how strong the evidence is behind a duty on a day: that of the
// requirement, of those said to be met, with the weakest.
func ProofOf(d Duty, rec *Recommendation, shown Shown, on Day) Proof {
	proof, checked := ProofUnclaimed, d.State.Assurance.Checked() && d.looksAtTheSame()
	for _, key := range d.Requirements {
		if d.State.Met[key] != MetYes {
			continue
		}
		if one := shown.proofOf(key, statementProves(rec, key), on); proof == ProofUnclaimed || rank(one) < rank(proof) {
			proof = one
		}
		checked = checked && d.State.Verdicts[key] == VerdictMet
	}
	if proof == ProofCurrent && checked {
		return ProofChecked
	}
	return proof
}

// looksAtTheSame says that the last review was of the evidence that the last
// signed version cites, as far as the state tells.
func (d Duty) looksAtTheSame() bool {
	return d.State.Reviewed == d.State.Signed || d.State.Expires == d.State.ConfirmedExpires
}

func rank(p Proof) int { return slices.Index(Proofs(), p) }

func statementProves(rec *Recommendation, key string) bool {
	return slices.ContainsFunc(rec.Requirements, func(q Requirement) bool { return q.Key == key && q.StatementProves })
}

// proofOf is how strong the evidence is behind one requirement: its best piece.
func (s Shown) proofOf(key string, statementProves bool, on Day) Proof {
	best := ProofNone
	for _, p := range s.Pieces {
		if p.Gone || !slices.Contains(p.Requirements, key) {
			continue
		}
		one := ProofCurrent
		switch {
		case p.Kind == EvidenceStatement && !statementProves:
			one = ProofStatement
		case p.stale(on):
			one = ProofStale
		}
		if rank(one) > rank(best) {
			best = one
		}
	}
	return best
}

// Told is what a duty's last signed version tells, and who tells it.
type Told struct {
	Duty, Body ID
	Rec        int
	Nation     Nation
	Shown      Shown
}

// SameWords finds the duties whose last signed versions tell of the same
// recommendation in the same words as another body's, each with those others.
// Bodies that share a recorded research office on the day, directly or through a
// third, may share their words; whoever declares that nothing changed says so
// openly, and is found nothing (R13). Only what one oversight reads is compared,
// so that no finding in one nation tells of a narrative in another (R4).
func SameWords(told []Told, partnerships []Partnership, on Day) map[ID][]ID {
	type wording struct {
		nation Nation
		rec    int
		text   string
	}
	groups := map[wording][]Told{}
	for _, t := range told {
		if t.Shown.Text != "" {
			w := wording{OverseenBy(t.Nation), t.Rec, t.Shown.Text}
			groups[w] = append(groups[w], t)
		}
	}
	office := officesOn(partnerships, on)
	same := map[ID][]ID{}
	for _, group := range groups {
		for _, one := range group {
			for _, other := range group {
				if one.Body != other.Body && !one.Shown.Declared && office(one.Body) != office(other.Body) {
					same[one.Duty] = append(same[one.Duty], other.Duty)
				}
			}
		}
	}
	return same
}

// officesOn says for each body which office it shares on a day, by the id of one
// of those that share it; a body that shares none is alone.
func officesOn(partnerships []Partnership, on Day) func(body ID) ID {
	joined := map[ID]ID{}
	find := func(body ID) ID {
		for joined[body] != "" {
			body = joined[body]
		}
		return body
	}
	for _, p := range partnerships {
		if a, b := find(p.Local), find(p.University); p.Office && p.Stands(on) && a != b {
			joined[a] = b
		}
	}
	return find
}
