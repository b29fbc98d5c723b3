package view

import (
	"maps"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// rows is everything that a picture is made from, as of one event and day.
// Once a picture has it, it no longer changes; the next one is a copy that
// shares what stayed.
type rows struct {
	reader       *store.Reader // for what is read when it is first asked for
	report       string
	seq          int64
	changed      int64 // seq at which anything here last changed: events go by that change nothing
	day          domain.Day
	pack         *domain.Pack
	bodies       []domain.Body // by code
	duties       []domain.Duty // by recommendation and code
	asked        map[domain.ID]asked
	signed       map[domain.ID][]store.ReturnHead // that wait for a review, by duty; of the present alone
	rounds       []domain.Round                   // by due day
	takeUps      []domain.TakeUp
	partnerships []domain.Partnership
	rulings      []domain.EdgeRuling
	actions      []domain.Action
	releases     map[domain.Nation]domain.Release
	reopened     []domain.CheckItem         // claims that an issued spot check did not uphold
	chases       map[domain.ID]domain.Chase // by body; of the present alone
	shown        *shownVersions
	practice     map[domain.ID]string // words that bodies consent to have shown, by the id of the sealed text; of the present alone
}

// loadRows loads a whole report.
func loadRows(snap *store.Snap, report string, day domain.Day) (*rows, error) {
	r := &rows{report: report, day: day, shown: newShownVersions()}
	var err error
	if r.seq, err = snap.Head(); err != nil {
		return nil, err
	}
	r.changed = r.seq
	if r.pack, err = snap.Pack(report); err != nil {
		return nil, err
	}
	if r.duties, err = snap.Duties(report); err != nil {
		return nil, err
	}
	if r.rounds, err = snap.Rounds(report); err != nil {
		return nil, err
	}
	if err = r.loadParts(snap, everyPart); err != nil {
		return nil, err
	}
	if err = r.loadSigned(snap); err != nil {
		return nil, err
	}
	r.practice = map[domain.ID]string{}
	if err = r.loadPractice(snap, r.duties); err != nil {
		return nil, err
	}
	return r, r.loadAsked(snap, asTheyAre)
}

// part is a small table that is loaded whole whenever an event touches it.
type part uint8

const (
	partBodies part = 1 << iota
	partTakeUps
	partPartnerships
	partRulings
	partActions
	partReleases
	partChecks
	partChases // nothing is computed from it

	everyPart = partBodies | partTakeUps | partPartnerships | partRulings | partActions | partReleases | partChecks | partChases
)

func (r *rows) loadParts(snap *store.Snap, which part) (err error) {
	if which&partBodies != 0 && err == nil {
		r.bodies, err = snap.Bodies()
	}
	if which&partTakeUps != 0 && err == nil {
		r.takeUps, err = snap.TakeUps(r.report)
	}
	if which&partPartnerships != 0 && err == nil {
		r.partnerships, err = snap.Partnerships()
	}
	if which&partRulings != 0 && err == nil {
		r.rulings, err = snap.Rulings()
	}
	if which&partActions != 0 && err == nil {
		r.actions, err = snap.Actions()
	}
	if which&partReleases != 0 && err == nil {
		r.releases, err = snap.Releases(r.report)
	}
	if which&partChecks != 0 && err == nil {
		r.reopened, err = snap.Reopened()
	}
	if which&partChases != 0 && err == nil {
		err = r.loadChases(snap)
	}
	return err
}

func (r *rows) loadChases(snap *store.Snap) error {
	found, err := snap.Chases(r.report)
	r.chases = make(map[domain.ID]domain.Chase, len(found))
	for _, c := range found {
		r.chases[c.BodyID] = c
	}
	return err
}

// fewEvents is up to how many events are followed one by one; after more,
// loading everything is cheaper.
const fewEvents = 400

// since is these rows brought up to date by the events since; nil where only a
// whole load will do.
func (r *rows) since(snap *store.Snap) (*rows, error) {
	head, err := snap.Head()
	if err != nil {
		return nil, err
	}
	events, err := snap.EventsSince(r.seq, fewEvents+1)
	if err != nil || len(events) > fewEvents {
		return nil, err
	}
	c := changes{duties: map[domain.ID]bool{}}
	for _, e := range events {
		c.note(e)
	}
	if c.whole {
		return nil, nil
	}
	next := *r
	next.seq = head
	if err := next.loadParts(snap, c.parts); err != nil {
		return nil, err
	}
	if c.parts&^partChases != 0 {
		next.changed = head
	}
	known, err := next.loadDuties(snap, slices.Collect(maps.Keys(c.duties)))
	if err != nil || !known {
		return nil, err
	}
	if c.answered {
		next.changed = head
	}
	return &next, nil
}

// changes is what some events say must be loaded again.
type changes struct {
	whole    bool
	parts    part
	duties   map[domain.ID]bool
	answered bool // a finding was
}

// note reads one event. A duty that an event names is loaded again whatever
// the event is; a type that is not known here loads everything.
func (c *changes) note(e store.EventHead) {
	if e.DutyID != "" {
		c.duties[e.DutyID] = true
	}
	switch e.Type {
	case domain.BodyReached:
		c.parts |= partBodies
	case domain.TakeUpRecorded:
		c.parts |= partTakeUps
	case domain.PartnershipProposedE, domain.PartnershipAnswered, domain.PartnershipEndedE:
		c.parts |= partPartnerships
	case domain.EdgeRuled:
		c.parts |= partRulings
	case domain.ActionAdded, domain.ActionChanged, domain.ActionSigned:
		c.parts |= partActions
	case domain.FiguresReleased:
		c.parts |= partReleases
	case domain.CheckIssuedE:
		c.parts |= partChecks
	case domain.ChaseTakenE, domain.ChaseNotedE:
		c.parts |= partChases
	case domain.FindingExplained, domain.FindingDismissed:
		c.answered = true
	case domain.EvidenceRedacted, domain.SealedRedacted: // rare, and what it proved may be anybody's
		c.whole = true
	case domain.DutyChanged, domain.DutyRetired, domain.DutyOwned, domain.DutyResponded, domain.DutyNAAgreed,
		domain.DutyClosed, domain.DutyReopened, domain.DutyPracticePut, domain.DutyPracticeAnswered, domain.DutyPracticeBack, domain.ReturnSubmittedE, domain.ReturnSignedE, domain.ReturnGivenBackE,
		domain.ReturnReceivedE, domain.ReturnReviewed, domain.ReturnTaken, domain.ReturnExtended,
		domain.QuestionAsked, domain.QuestionAnswered, domain.DisputeRaised, domain.DisputeDecided, domain.HowTold:
		c.whole = c.whole || e.DutyID == ""
	case domain.EvidenceAdded, domain.AssignmentMade, domain.AgreementChanged,
		domain.PersonAdded, domain.PersonChanged, domain.MembershipGranted, domain.MembershipEnded, domain.ApproverConfirmed,
		domain.PasswordSet, domain.SignedOutEverywhere,
		domain.CheckPlannedE, domain.CheckSeededE, domain.CheckDrawnE, domain.CheckJudged, domain.CheckReplied, domain.ClientsDeclared,
		domain.PublicationPrepared, domain.PublicationReplied, domain.PublicationIssuedE, domain.PublicationCorrected, domain.PublicationWithdrewE:
	default:
		c.whole = true
	}
}

// loadDuties loads some duties again, with how they stand in the last round.
// It answers false when one of them was not there before. Duties of other
// reports are left aside.
func (r *rows) loadDuties(snap *store.Snap, ids []domain.ID) (known bool, err error) {
	if len(ids) == 0 {
		return true, nil
	}
	changed, err := snap.DutiesByIDs(ids)
	if err != nil {
		return false, err
	}
	changed = slices.DeleteFunc(changed, func(d domain.Duty) bool { return d.Report != r.report })
	at := make(map[domain.ID]int, len(r.duties))
	for i := range r.duties {
		at[r.duties[i].ID] = i
	}
	r.duties, r.asked, r.signed = slices.Clone(r.duties), maps.Clone(r.asked), maps.Clone(r.signed)
	r.practice = maps.Clone(r.practice)
	for _, d := range changed {
		i, there := at[d.ID]
		if !there {
			return false, nil
		}
		if d.Version != r.duties[i].Version {
			r.changed = r.seq
		}
		delete(r.practice, r.duties[i].State.Practice.Text)
		r.duties[i] = d
	}
	if err := r.loadPractice(snap, changed); err != nil {
		return false, err
	}
	before := r.askedOfAll(changed)
	if err := r.askAgain(snap, changed); err != nil {
		return false, err
	}
	if !slices.Equal(before, r.askedOfAll(changed)) {
		r.changed = r.seq
	}
	return true, nil
}

// askedOfAll is how some duties stand in the last round.
func (r *rows) askedOfAll(duties []domain.Duty) []asked {
	all := make([]asked, len(duties))
	for i, d := range duties {
		all[i] = r.asked[d.ID]
	}
	return all
}
