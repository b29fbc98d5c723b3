// Package app is the one writer: everything that a person, the clock or the
// operator can make happen is a verb here, one file each. A verb loads, asks
// access whether the actor may, asks domain whether it may happen, saves with
// a version guard and appends its events, all inside one store.Write. Pages,
// API, command line and jobs call the same verbs.
//
// It is the only user of store.Write. Inside a Write there is nothing but the
// database: files are put before it and mail is sent after it. It may not
// import a door, a page or a catalogue.
package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/files"
	"heed/internal/signin"
	"heed/internal/store"
)

// Options are what an App is built from.
type Options struct {
	Store  *store.Store
	Access *access.Access
	Files  *files.Folder
	Now    func() time.Time
	IDs    domain.IDs
}

// App holds the verbs.
type App struct {
	store  *store.Store
	access *access.Access
	files  *files.Folder
	now    func() time.Time
	ids    domain.IDs

	passwords *signin.Passwords
	guard     *signin.Guard
}

// New builds the verbs on their rooms.
func New(o Options) *App {
	return &App{
		store: o.Store, access: o.Access, files: o.Files, now: o.Now, ids: o.IDs,
		passwords: signin.NewPasswords(), guard: signin.NewGuard(o.Store.Sessions(), o.Now),
	}
}

// Allowed says whether an actor may use a verb on a duty or body, for the
// buttons of pages; the verb asks again inside its transaction.
func (a *App) Allowed(actor domain.Actor, verb access.Verb, target access.Target) bool {
	return a.access.Can(actor, verb, target)
}

// Scope is where an actor may use a verb, for queries.
func (a *App) Scope(actor domain.Actor, verb access.Verb) domain.Scope {
	return a.access.ScopeOf(actor, verb)
}

// may refuses a verb: not found to whoever can't even see the target,
// forbidden to whoever can.
func (a *App) may(actor domain.Actor, verb access.Verb, target access.Target) error {
	if a.access.Can(actor, verb, target) {
		return nil
	}
	for _, seeing := range []access.Verb{access.View, access.ViewDraft, access.ViewAccepted} {
		if a.access.Can(actor, seeing, target) {
			return domain.Refused("not_yours", nil)
		}
	}
	return domain.Missing()
}

// matter is a duty with what nearly every verb on it needs.
type matter struct {
	duty domain.Duty
	body domain.Body
	pack *domain.Pack
	rec  domain.Recommendation
}

// matterOf loads a duty by its key and asks whether the actor may use the verb on it.
func (a *App) matterOf(tx *store.Tx, actor domain.Actor, verb access.Verb, key domain.DutyKey) (matter, error) {
	duty, err := tx.DutyByKey(key)
	if err != nil {
		return matter{}, err
	}
	return a.matterFor(tx, actor, verb, duty)
}

// matterByID is matterOf for what names its duty by id.
func (a *App) matterByID(tx *store.Tx, actor domain.Actor, verb access.Verb, id domain.ID) (matter, error) {
	duty, err := tx.Duty(id)
	if err != nil {
		return matter{}, err
	}
	return a.matterFor(tx, actor, verb, duty)
}

func (a *App) matterFor(tx *store.Tx, actor domain.Actor, verb access.Verb, duty domain.Duty) (matter, error) {
	m, err := around(tx, duty)
	if err != nil {
		return matter{}, err
	}
	return m, a.may(actor, verb, access.DutyOf(m.duty, m.body))
}

// owedBy is matterOf for what is reported or decided about a duty: one that its body
// owes no longer stays as it is.
func (a *App) owedBy(tx *store.Tx, actor domain.Actor, verb access.Verb, key domain.DutyKey) (matter, error) {
	m, err := a.matterOf(tx, actor, verb, key)
	if err == nil {
		err = m.duty.State.IsOwed()
	}
	return m, err
}

// around loads what belongs to a duty.
func around(tx *store.Tx, duty domain.Duty) (matter, error) {
	body, err := tx.Body(duty.BodyID)
	if err != nil {
		return matter{}, err
	}
	pack, err := tx.Pack(duty.Report)
	if err != nil {
		return matter{}, err
	}
	rec, known := pack.Recommendation(duty.Rec)
	if !known {
		return matter{}, fmt.Errorf("app: duty %s names recommendation %d, which the pack lacks", duty.ID, duty.Rec)
	}
	return matter{duty: duty, body: body, pack: pack, rec: rec}, nil
}

// judgeBy takes the wording of the pack's version that a return is judged by:
// the one in force when its round opened.
func (m *matter) judgeBy(tx *store.Tx, version int) error {
	if version == 0 || version == m.pack.Version {
		return nil
	}
	pack, err := tx.PackVersion(m.duty.Report, version)
	if err != nil {
		return err
	}
	if rec, known := pack.Recommendation(m.duty.Rec); known {
		m.pack, m.rec = pack, rec
	}
	return nil
}

// bodyOf loads a body by its code and asks whether the actor may use the verb on it.
func (a *App) bodyOf(tx *store.Tx, actor domain.Actor, verb access.Verb, code string) (domain.Body, error) {
	body, err := tx.BodyByCode(code)
	if err != nil {
		return domain.Body{}, err
	}
	return body, a.may(actor, verb, access.At(body.Path))
}

// event starts an event about the matter.
func (m matter) event(of domain.EventType, actor domain.Actor) domain.Event {
	return domain.Event{
		Type: of, Actor: actor.ID(), Report: m.duty.Report, Rec: m.duty.Rec, Body: m.body.ID, Duty: m.duty.ID,
	}
}

// save stores the duty with a new state and appends the event that says so.
func (m *matter) save(tx *store.Tx, state domain.DutyState, event domain.Event) error {
	m.duty.State = state
	event.State = &m.duty.State
	if err := tx.Append(&event); err != nil {
		return err
	}
	m.duty.Seq = event.Seq
	return tx.PutDuty(&m.duty)
}

// seal puts words into the record and names them in the event by their digest.
func (m matter) seal(tx *store.Tx, event *domain.Event, kind domain.SealedKind, s domain.Sealed, content any) (domain.Sealed, error) {
	s.Kind, s.BodyID, s.DutyID, s.By = kind, m.body.ID, m.duty.ID, event.Actor
	sealed, err := tx.Seal(s, content)
	if err != nil {
		return sealed, err
	}
	event.Sealed, event.Digest = sealed.ID, sealed.Digest
	return sealed, nil
}

// sealFor puts words into the record that belong to no one duty, in the name
// of the event's actor, and names them in the event by their digest.
func sealFor(tx *store.Tx, event *domain.Event, row domain.Sealed, content any) error {
	row.By = event.Actor
	sealed, err := tx.Seal(row, content)
	if err != nil {
		return err
	}
	event.Sealed, event.Digest = sealed.ID, sealed.Digest
	return nil
}

// facts are an event's own figures as JSON.
func facts(of any) json.RawMessage {
	bytes, err := json.Marshal(of)
	if err != nil {
		panic(fmt.Sprintf("app: facts that JSON can't hold: %v", err)) // a programming fault: facts are plain structs
	}
	return bytes
}

// hashOf names something by the SHA-256 of its JSON, in hex.
func hashOf(of any) string {
	digest := sha256.Sum256(facts(of))
	return hex.EncodeToString(digest[:])
}

// missing says that an error is the store's *not found*.
func missing(err error) bool {
	var p *domain.Problem
	return errors.As(err, &p) && p.Kind == domain.NotFound
}

// write runs a verb's body in one transaction.
func (a *App) write(ctx context.Context, verb func(tx *store.Tx) error) error {
	return a.store.Write(ctx, verb)
}
