package app

import (
	"encoding/json"
	"slices"

	"heed/internal/domain"
	"heed/internal/store"
)

// saidLast says that the last text of a kind about a duty is the very one that
// is to be said, about the same and by the same person: a second press of the
// same button, where what was said still stands.
func saidLast(tx *store.Tx, m matter, row domain.Sealed, words domain.Statement) (bool, error) {
	rows, err := tx.SealedOf(m.duty.ID, row.Kind)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	last := rows[len(rows)-1]
	var said domain.Statement
	if err := last.Decode(&said); err != nil || last.Redacted {
		return false, err
	}
	return last.By == row.By && last.No == row.No && last.Re == row.Re && said == words, nil
}

// openedLast is the round that the actor opened last, where it is the very one
// that is to be opened, and takes returns still.
func openedLast(tx *store.Tx, actor domain.Actor, round domain.Round) (domain.Round, bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.RoundOpened)
	if err != nil || !found {
		return domain.Round{}, false, err
	}
	opened, err := tx.Round(event.Round)
	return opened, err == nil && opened.IsOpen() && opened.SaysSame(round), err
}

// proposedLast is the partnership that the actor proposed last, where it is the
// very one that is to be proposed, and neither was answered nor withdrawn.
func proposedLast(tx *store.Tx, actor domain.Actor, p domain.Partnership) (domain.Partnership, bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.PartnershipProposedE)
	if err != nil || !found {
		return p, false, err
	}
	var facts domain.PartnershipFacts
	if err := json.Unmarshal(event.Facts, &facts); err != nil {
		return p, false, err
	}
	proposed, err := tx.Partnership(facts.Partnership)
	return proposed, err == nil && proposed.SaysSame(p), err
}

// addedLast is the person whom the actor added last, where it is the very one
// that is to be added, with the role that they are to have.
func addedLast(tx *store.Tx, actor domain.Actor, person domain.Person, first Grant) (domain.Person, bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.PersonAdded)
	if err != nil || !found {
		return person, false, err
	}
	var facts personFacts
	if err := json.Unmarshal(event.Facts, &facts); err != nil {
		return person, false, err
	}
	added, err := tx.Person(facts.Person)
	if err != nil || !added.SaysSame(person) {
		return person, false, err
	}
	role, err := placeOf(tx, first)
	if err != nil {
		return person, false, err
	}
	role.PersonID = added.ID
	held, err := heldBy(tx, added.ID)
	for _, m := range held {
		if role.Repeats(m) {
			return added, true, err
		}
	}
	return person, false, err
}

// agreementLast is the agreement that the actor proposed last, where it is the
// one that is to be proposed and the other nation has not answered it.
func agreementLast(tx *store.Tx, actor domain.Actor, in ProposeAgreement, known []domain.Agreement) (domain.Agreement, bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.AgreementChanged)
	if err != nil || !found {
		return domain.Agreement{}, false, err
	}
	var said domain.Agreement
	if err := json.Unmarshal(event.Facts, &said); err != nil {
		return said, false, err
	}
	i := slices.IndexFunc(known, func(a domain.Agreement) bool {
		return a.ID == said.ID && a.Proposer == in.Nation && a.Other == in.Other && !a.Confirmed && !a.Ended
	})
	if i < 0 {
		return said, false, nil
	}
	return known[i], true, nil
}

// signedLast says that the actor's last answer to a change of an action is the
// very one that is to be given, and that nothing has changed the action since.
func signedLast(tx *store.Tx, actor domain.Actor, action domain.Action, in SignActionChange) (bool, error) {
	if action.Pending != nil || action.Version != in.Guard+1 {
		return false, nil
	}
	event, found, err := tx.LastBy(actor.ID(), domain.ActionSigned)
	if err != nil || !found {
		return false, err
	}
	var said domain.ActionFacts
	if err := json.Unmarshal(event.Facts, &said); err != nil {
		return false, err
	}
	return said.Action == action.ID && said.Signed != nil && *said.Signed == in.Sign, nil
}

// endedLast says that the role that the actor ended last is this one.
func endedLast(tx *store.Tx, actor domain.Actor, role domain.ID) (bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.MembershipEnded)
	if err != nil || !found {
		return false, err
	}
	var said domain.Membership
	err = json.Unmarshal(event.Facts, &said)
	return said.ID == role, err
}

// lockedLast says that the account that the actor ended last is this person's.
func lockedLast(tx *store.Tx, actor domain.Actor, person domain.ID) (bool, error) {
	event, found, err := tx.LastBy(actor.ID(), domain.PersonChanged)
	if err != nil || !found {
		return false, err
	}
	var said lockFacts
	err = json.Unmarshal(event.Facts, &said)
	return said.Person == person && said.Ended, err
}
