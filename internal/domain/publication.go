package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// Publication is how some nations stand on a day, as their oversight lets
// everybody read it (R9): frozen when it is prepared, read first by the bodies
// that it names, then issued under a number. Nothing in it is ever computed
// again.
type Publication struct {
	ID       ID             `json:"id"`
	Report   string         `json:"report"`
	Title    string         `json:"title"`   // of the report, as its pack had it
	Nation   Nation         `json:"nation"`  // whose oversight makes it: its numbers are counted by that
	Nations  []Nation       `json:"nations"` // those that it covers, in the order of pages
	Day      Day            `json:"day"`     // it stands as at the end of this day (Europe/London)
	AsOf     int64          `json:"as_of"`   // the last event that its rows know
	Recs     []PublishedRec `json:"recs"`    // the wording of then
	ReadDays int            `json:"read_days"`
	ReplyBy  Day            `json:"reply_by"` // the last day on which a body that it names may reply
	Rows     int            `json:"rows"`
	RowsHash string         `json:"rows_hash"` // see HashRows
	Unnamed  []Unnamed      `json:"unnamed,omitempty"`
	Paused   []PausedBody   `json:"paused,omitempty"`
	By       ID             `json:"by"`
	At       time.Time      `json:"at"` // UTC

	// Of a correction alone.
	Corrects  ID     `json:"corrects,omitempty"`  // the issue that it corrects
	Corrected []ID   `json:"corrected,omitempty"` // duties whose rows are others than before
	Reason    string `json:"reason,omitempty"`    // public

	End PublicationEnd `json:"-"` // the zero End is a draft's
}

// PublishedRec is a recommendation in the words that it had.
type PublishedRec struct {
	No    int    `json:"no"`
	Title string `json:"title"`
	Short string `json:"short"`
	Core  bool   `json:"core,omitempty"`
}

// Unnamed counts duties whose bodies a publication doesn't name: those never
// reached (R8) and those paused (R7). They are counted so that every cell adds
// up to the bodies that owe it (R1).
type Unnamed struct {
	Rec    int    `json:"rec"`
	Nation Nation `json:"nation"`
	Word   Word   `json:"word"`
	Count  int    `json:"count"`
}

// WordPaused is the word of a body that a publication leaves out because it is
// paused (R7). It is no position: how the duty stands is not said.
const WordPaused Word = "paused"

// PublishedWords is every word that a publication counts by, in the order of
// pages.
func PublishedWords() []Word { return append(PositionWords(), WordPaused) }

// PausedBody is a body that a publication leaves out, with the reason, which is
// public (R7): never shown as silence.
type PausedBody struct {
	BodyID ID     `json:"body_id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// PublicationState says how far a publication has come.
type PublicationState string

// The states. Issued and Withdrawn are for ever.
const (
	PublicationDraft     PublicationState = "draft"
	PublicationIssued    PublicationState = "issued"
	PublicationWithdrawn PublicationState = "withdrawn"
)

// PublicationEnd is what became of a draft, once.
type PublicationEnd struct {
	State      PublicationState  `json:"state"`
	No         int               `json:"no,omitempty"`         // counts per oversight and report from 1
	Correction int               `json:"correction,omitempty"` // of that number, from 1; 0 is the first issue
	Reason     string            `json:"reason,omitempty"`     // why a draft was withdrawn: for oversight and the bodies that read it
	Files      []PublicationFile `json:"files,omitempty"`
	By         ID                `json:"by"`
	At         time.Time         `json:"at"` // UTC
	Seq        int64             `json:"-"`  // of the event that says so: the order of issues, to which instants are too coarse
}

// PublicationFile is a publication's rows as a file, byte for byte as it was
// made when it was issued.
type PublicationFile struct {
	Format    string `json:"format"` // csv, xlsx, ods
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Size      int    `json:"size"` // bytes
	Hash      string `json:"hash"` // SHA-256 of the content, hex
	Content   []byte `json:"-"`
}

// Bounds of the days for which bodies read a publication before it is issued.
const (
	DefaultReadDays = 10
	MaxReadDays     = 60
)

// State says how far the publication has come.
func (p Publication) State() PublicationState {
	if p.End.State == "" {
		return PublicationDraft
	}
	return p.End.State
}

// Root is the issue that corrections are counted by: the publication itself,
// or the one that it corrects.
func (p Publication) Root() ID {
	if p.Corrects != "" {
		return p.Corrects
	}
	return p.ID
}

// Key is the publication's key in addresses and names of files: england-3 and
// england-3-1 once it is issued, and before that its id.
func (p Publication) Key() string {
	if p.State() != PublicationIssued {
		return string(p.ID)
	}
	key := string(p.Nation) + "-" + strconv.Itoa(p.End.No)
	if p.End.Correction > 0 {
		key += "-" + strconv.Itoa(p.End.Correction)
	}
	return key
}

// Covers says whether the publication is about a nation.
func (p Publication) Covers(n Nation) bool { return slices.Contains(p.Nations, n) }

// Check says what is wrong with a publication as it is to be prepared. It
// covers nations of one oversight, since another's figures are the other's to
// release (R4).
func (p Publication) Check(today Day) Problems {
	var ps Problems
	if len(p.Nations) == 0 {
		ps.Add("nations", "publication.nations_missing", nil)
	}
	if slices.ContainsFunc(p.Nations, func(n Nation) bool { return OverseenBy(n) != p.Nation }) {
		ps.Add("nations", "publication.not_yours", nil)
	}
	switch {
	case p.Day.IsZero():
		ps.Add("day", "publication.day_missing", nil)
	case p.Day > today:
		ps.Add("day", "publication.day_to_come", nil)
	}
	if p.ReadDays < 1 || p.ReadDays > MaxReadDays {
		ps.Add("read_days", "publication.read_days", Args{"Max": MaxReadDays})
	}
	if len(p.Paused) > 0 && slices.ContainsFunc(p.Paused, func(b PausedBody) bool { return b.Reason == "" }) {
		ps.Add("paused_reason", "publication.paused_reason_missing", nil)
	}
	return ps
}

// PausedAs is what the publication says of a body that it leaves out as paused;
// false where it leaves out no such body.
func (p Publication) PausedAs(code string) (PausedBody, bool) {
	i := slices.IndexFunc(p.Paused, func(b PausedBody) bool { return b.Code == code })
	if i < 0 {
		return PausedBody{}, false
	}
	return p.Paused[i], true
}

// MayReply refuses a body's reply where the publication does not name it, after
// its days, and a second one (R9).
func (p Publication) MayReply(named, replied bool, on Day) error {
	switch {
	case !named:
		return Missing()
	case p.State() != PublicationDraft:
		return Clash("publication.not_draft", nil)
	case replied:
		return Clash("publication.replied", nil)
	case on > p.ReplyBy:
		return Bad("", "publication.reply_too_late", Args{"Day": p.ReplyBy})
	}
	return nil
}

// MayIssue refuses to issue what is no draft, and a draft that bodies may still
// reply to (R9).
func (p Publication) MayIssue(on Day) error {
	if p.State() != PublicationDraft {
		return Clash("publication.not_draft", nil)
	}
	if on <= p.ReplyBy {
		return Bad("", "publication.too_early", Args{"Day": p.ReplyBy.Add(1), "Last": p.ReplyBy})
	}
	return nil
}

// MayWithdraw refuses to take back what everybody may have read already.
func (p Publication) MayWithdraw(reason string) error {
	if p.State() != PublicationDraft {
		return Clash("publication.not_draft", nil)
	}
	if reason == "" {
		return Bad("reason", "publication.reason_missing", nil)
	}
	return nil
}

// NextNo is the number that the next issue of a nation's oversight has.
func NextNo(all []Publication, nation Nation) int {
	no := 0
	for _, p := range all {
		if p.Nation == nation {
			no = max(no, p.End.No)
		}
	}
	return no + 1
}

// LastIssued is the last issue of a nation's oversight with its corrections:
// what a new one is compared with; false where there is none. The publications
// may come in any order.
func LastIssued(all []Publication, nation Nation) (last Publication, found bool) {
	for _, p := range all {
		if p.Nation != nation || p.State() != PublicationIssued {
			continue
		}
		if !found || p.End.No > last.End.No || p.End.No == last.End.No && p.End.Correction > last.End.Correction {
			last, found = p, true
		}
	}
	return last, found
}

// ComparedWith is the publication that one is compared with: a correction with the
// issue that it corrects as that stood, any other with the last that its oversight
// had issued by then. What is issued later changes nothing of it (R9).
func (p Publication) ComparedWith(all []Publication) (Publication, bool) {
	var earlier []Publication
	for _, other := range all {
		later := p.State() == PublicationIssued && other.End.Seq > p.End.Seq
		if other.ID != p.ID && !later && (p.Corrects == "" || other.Root() == p.Root()) {
			earlier = append(earlier, other)
		}
	}
	return LastIssued(earlier, p.Nation)
}

// LatestOf is an issue as its last correction left it.
func LatestOf(all []Publication, root ID) (last Publication, found bool) {
	for _, p := range all {
		if p.Root() == root && p.State() == PublicationIssued && (!found || p.End.Correction > last.End.Correction) {
			last, found = p, true
		}
	}
	return last, found
}

// HashRows is the SHA-256, in hex, of rows as they are stored, in their order,
// each ended by a line feed.
func HashRows(rows [][]byte) string {
	sum := sha256.New()
	for _, row := range rows {
		sum.Write(row)
		sum.Write([]byte{'\n'})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// EncodeRow is a row as it is stored: its JSON, written once.
func EncodeRow(row PublicationRow) ([]byte, error) { return json.Marshal(row) }

// SaysSame says whether two drafts freeze the same: what a second press of the
// same button prepares.
func (p Publication) SaysSame(other Publication) bool {
	p.ID, p.At, p.Rows, p.RowsHash, p.End = other.ID, other.At, other.Rows, other.RowsHash, other.End
	p.AsOf = other.AsOf // the draft's own event came in between
	return same(p, other)
}

// PublicationFacts is what events say of a publication: no words.
type PublicationFacts struct {
	Publication ID                `json:"publication"`
	Nation      Nation            `json:"nation"`
	Nations     []Nation          `json:"nations"`
	Day         Day               `json:"day"`
	AsOf        int64             `json:"as_of"`
	ReplyBy     Day               `json:"reply_by"`
	Rows        int               `json:"rows"`
	Hash        string            `json:"hash"` // of the rows
	No          int               `json:"no,omitempty"`
	Correction  int               `json:"correction,omitempty"`
	Corrects    ID                `json:"corrects,omitempty"`
	Corrected   []ID              `json:"corrected,omitempty"`
	Files       map[string]string `json:"files,omitempty"` // hash by format
}

// Facts is what events say of the publication as it stands.
func (p Publication) Facts() PublicationFacts {
	f := PublicationFacts{
		Publication: p.ID, Nation: p.Nation, Nations: p.Nations, Day: p.Day, AsOf: p.AsOf, ReplyBy: p.ReplyBy, Rows: p.Rows, Hash: p.RowsHash,
		No: p.End.No, Correction: p.End.Correction, Corrects: p.Corrects, Corrected: p.Corrected,
	}
	for _, file := range p.End.Files {
		if f.Files == nil {
			f.Files = map[string]string{}
		}
		f.Files[file.Format] = file.Hash
	}
	return f
}
