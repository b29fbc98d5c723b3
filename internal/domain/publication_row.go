package domain

import (
	"bytes"
	"slices"
)

// PublicationRow is all that is public of one duty (R9), frozen. Every field has
// a line in policies/public.csv, and a test holds the two together.
type PublicationRow struct {
	Duty     ID       `json:"duty"`
	BodyID   ID       `json:"body_id"`
	Body     string   `json:"body"` // code
	BodyName string   `json:"body_name"`
	Kind     BodyKind `json:"kind"`
	Nation   Nation   `json:"nation"`
	Region   string   `json:"region,omitempty"`
	Rec      int      `json:"rec"`
	Unit     string   `json:"unit"`
	Owner    string   `json:"owner,omitempty"` // a post, never a name
	AsAt     Day      `json:"as_at"`           // of a corrected row: the day of the correction

	Word      Word            `json:"word"`
	SilentToo bool            `json:"silent_too,omitempty"`
	Overdue   bool            `json:"overdue,omitempty"`
	WaitsFor  []PublishedWait `json:"waits_for,omitempty"` // of the nations covered alone (R4)

	Response       Response `json:"response"`
	ResponseOn     Day      `json:"response_on,omitempty"`
	ResponseReason string   `json:"response_reason,omitempty"`

	Status   Status            `json:"status"`
	SignedOn Day               `json:"signed_on,omitempty"`
	Answers  []PublishedAnswer `json:"answers,omitempty"`
	Summary  string            `json:"summary,omitempty"` // written for the public

	FirstTarget Day             `json:"first_target,omitempty"`
	Target      Day             `json:"target,omitempty"`
	Slips       []PublishedSlip `json:"slips,omitempty"`

	Grade             Grade     `json:"grade"`
	Assurance         Assurance `json:"assurance,omitempty"`
	AssessedOn        Day       `json:"assessed_on,omitempty"`
	AssessmentReasons string    `json:"assessment_reasons,omitempty"`
	Dispute           string    `json:"dispute,omitempty"` // the body's, of that assessment (R16)
	DisputeReply      string    `json:"dispute_reply,omitempty"`

	Closure       Closure `json:"closure"`
	ClosedOn      Day     `json:"closed_on,omitempty"`
	ClosureReason string  `json:"closure_reason,omitempty"`

	Evidence []PublishedEvidence `json:"evidence,omitempty"`
}

// PublishedWait is a duty that another waits for.
type PublishedWait struct {
	Rec      int    `json:"rec"`
	Body     string `json:"body"`
	BodyName string `json:"body_name"`
}

// PublishedAnswer is a requirement's answer with what oversight found.
type PublishedAnswer struct {
	Requirement string  `json:"requirement"`
	Title       string  `json:"title"`
	Met         Met     `json:"met,omitempty"`
	Reason      string  `json:"reason,omitempty"`
	Before      Figure  `json:"before,omitzero"`
	After       Figure  `json:"after,omitzero"`
	Verdict     Verdict `json:"verdict,omitempty"`
}

// PublishedSlip is a move of the target date with its reason (R14).
type PublishedSlip struct {
	On     Day    `json:"on"`
	From   Day    `json:"from"`
	To     Day    `json:"to"`
	Reason string `json:"reason,omitempty"`
}

// PublishedEvidence is what is public of a piece of evidence: never what is in
// it.
type PublishedEvidence struct {
	Title        string       `json:"title,omitempty"` // "" where it was destroyed by order (R2)
	Kind         EvidenceKind `json:"kind"`
	From         Day          `json:"from"`
	To           Day          `json:"to"`
	Expires      Day          `json:"expires,omitempty"`
	Hash         string       `json:"hash,omitempty"`
	Requirements []string     `json:"requirements"`
}

// SaysSame says whether two rows publish the same, as at whichever day.
func (r PublicationRow) SaysSame(other PublicationRow) bool {
	r.AsAt = other.AsAt
	one, err := EncodeRow(r)
	if err != nil {
		return false
	}
	two, err := EncodeRow(other)
	return err == nil && bytes.Equal(one, two)
}

// Named parts what a publication names from what it only counts: duties of
// bodies that were never reached (R8), and of those that are paused (R7).
func Named(rows []PublicationRow, paused []PausedBody) (named []PublicationRow, unnamed []Unnamed) {
	for _, row := range rows {
		word := row.Word
		if slices.ContainsFunc(paused, func(b PausedBody) bool { return b.BodyID == row.BodyID }) {
			word = WordPaused
		}
		if word != WordPaused && word != WordNotReached {
			named = append(named, row)
			continue
		}
		same := func(u Unnamed) bool { return u.Rec == row.Rec && u.Nation == row.Nation && u.Word == word }
		if i := slices.IndexFunc(unnamed, same); i >= 0 {
			unnamed[i].Count++
		} else {
			unnamed = append(unnamed, Unnamed{Rec: row.Rec, Nation: row.Nation, Word: word, Count: 1})
		}
	}
	return named, unnamed
}

// PublishedPlace is one cell of a publication's table. Rec 0 is all
// recommendations, Nation "" all nations.
type PublishedPlace struct {
	Rec    int
	Nation Nation
}

// TallyPublished counts rows and what is not named, by every place; in each the
// words add up to the duties owed (R1).
func TallyPublished(p Publication, rows []PublicationRow) map[PublishedPlace]Cell {
	cells := map[PublishedPlace]*Cell{}
	add := func(rec int, nation Nation, word Word, n int, row PublicationRow) {
		for _, at := range []PublishedPlace{{rec, nation}, {rec, ""}, {0, nation}, {0, ""}} {
			c := cells[at]
			if c == nil {
				c = &Cell{Counts: map[Word]int{}}
				cells[at] = c
			}
			c.Counts[word] += n
			if row.Overdue {
				c.Overdue++
			}
			if row.SilentToo {
				c.SilentToo++
			}
			if len(row.WaitsFor) > 0 {
				c.Waiting++
			}
		}
	}
	for _, row := range rows {
		add(row.Rec, row.Nation, row.Word, 1, row)
	}
	for _, u := range p.Unnamed {
		add(u.Rec, u.Nation, u.Word, u.Count, PublicationRow{})
	}
	tally := make(map[PublishedPlace]Cell, len(cells))
	for at, c := range cells {
		tally[at] = *c
	}
	return tally
}

// PublishedChange is a duty that a publication shows otherwise than an earlier
// one.
type PublishedChange struct {
	Row    PublicationRow // as it is now; where it is gone, as it was
	Before PublicationRow // as it was, where it was there
	Was    Word           // "" where it was not there
	Is     Word           // "" where it is there no more
	Moved  bool           // its target date moved
	From   Day            // the date before, where it moved

	Corrected bool // it is here because its row was corrected
	Otherwise bool // and what is corrected is neither its word nor its date
}

// Turns are what happened to the duty, each to be told by itself.
func (c PublishedChange) Turns() []Turn {
	turns := TurnsOf(c.Was, c.Is)
	if c.Moved {
		turns = append(turns, TurnMoved)
	}
	if c.Otherwise {
		turns = append(turns, TurnOther)
	}
	return turns
}

// DifferPublished is what one set of rows shows otherwise than an earlier one:
// duties whose word or target date is another, in the order of the rows, then
// those that are there no more. Corrected are the duties of a correction, which
// differ in something however little.
func DifferPublished(before, after []PublicationRow, corrected []ID) []PublishedChange {
	was := make(map[ID]PublicationRow, len(before))
	for _, row := range before {
		was[row.Duty] = row
	}
	var changes []PublishedChange
	for _, row := range after {
		old, there := was[row.Duty]
		delete(was, row.Duty)
		change := PublishedChange{Row: row, Before: old, Was: old.Word, Is: row.Word, Corrected: slices.Contains(corrected, row.Duty)}
		if there && !old.Target.IsZero() && old.Target != row.Target {
			change.Moved, change.From = true, old.Target
		}
		differs := !there || old.Word != row.Word || change.Moved
		change.Otherwise = !differs && change.Corrected
		if differs || change.Otherwise {
			changes = append(changes, change)
		}
	}
	for _, row := range before {
		if _, gone := was[row.Duty]; gone {
			changes = append(changes, PublishedChange{Row: row, Before: row, Was: row.Word})
		}
	}
	return changes
}

// CorrectRows puts fresh rows in the place of those that were issued. One that
// was not issued, and one that says the same, corrects nothing.
func CorrectRows(issued, fresh []PublicationRow) ([]PublicationRow, error) {
	rows := slices.Clone(issued)
	for _, row := range fresh {
		i := slices.IndexFunc(rows, func(r PublicationRow) bool { return r.Duty == row.Duty })
		if i < 0 {
			return nil, Missing()
		}
		if rows[i].SaysSame(row) {
			return nil, Bad("duties", "publication.nothing_to_correct", nil)
		}
		rows[i] = row
	}
	return rows, nil
}

// MayCorrect refuses a correction of what was not issued, one without a reason,
// and one of nothing.
func (p Publication) MayCorrect(reason string, fresh []PublicationRow) error {
	if p.State() != PublicationIssued {
		return Refused("publication.not_issued", nil)
	}
	var ps Problems
	if reason == "" {
		ps.Add("reason", "publication.correction_reason_missing", nil)
	}
	if len(fresh) == 0 {
		ps.Add("duties", "publication.duties_missing", nil)
	}
	return ps.Err()
}

// CheckRows says whether rows are the duties of the nations that a publication
// covers, all of them and each once: nothing is left out in silence.
func (p Publication) CheckRows(rows []PublicationRow, duties []Duty, bodies []Body) error {
	owed := map[ID]bool{}
	nations := make(map[ID]Nation, len(bodies))
	for _, b := range bodies {
		nations[b.ID] = b.Nation
	}
	for _, d := range duties {
		inForce := slices.ContainsFunc(p.Recs, func(r PublishedRec) bool { return r.No == d.Rec })
		if inForce && !d.State.Retired && p.Covers(nations[d.BodyID]) {
			owed[d.ID] = true
		}
	}
	for _, row := range rows {
		if !owed[row.Duty] || nations[row.BodyID] != row.Nation {
			return Bad("nations", "publication.not_the_nations", nil)
		}
		delete(owed, row.Duty)
	}
	if len(owed) > 0 {
		return Bad("nations", "publication.incomplete", nil)
	}
	return nil
}
