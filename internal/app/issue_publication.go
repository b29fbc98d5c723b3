package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// IssuePublication makes a draft everybody's.
type IssuePublication struct {
	ID      domain.ID
	No      int // that the files say; it must be the next
	Replies int // that were there when the files were made; it must be all
	Files   []domain.PublicationFile
}

// IssuePublication gives a draft its number, for ever, once the days are over
// for which the bodies read it (R9). The rows are those that were frozen; what
// they say is held against their hash once more. Issued twice, it is issued once.
func (a *App) IssuePublication(ctx context.Context, actor domain.Actor, in IssuePublication) (domain.Publication, error) {
	var p domain.Publication
	err := a.write(ctx, func(tx *store.Tx) (err error) {
		if p, err = a.publicationFor(tx, actor, access.IssuePublic, in.ID); err != nil {
			return err
		}
		if p.State() == domain.PublicationIssued {
			return nil
		}
		if err := p.MayIssue(tx.Today()); err != nil {
			return err
		}
		all, err := tx.Publications(p.Report)
		if err != nil {
			return err
		}
		replies, err := tx.RepliesTo(p.ID)
		if err != nil {
			return err
		}
		if in.No != domain.NextNo(all, p.Nation) || in.Replies != len(replies) {
			return domain.Clash("publication.moved_on", nil)
		}
		return issue(tx, &p, domain.PublicationEnd{No: in.No, Files: in.Files, By: actor.ID()}, domain.PublicationIssuedE)
	})
	return p, err
}

// issue ends a draft by making it everybody's. No row may be another than the
// one that was frozen.
func issue(tx *store.Tx, p *domain.Publication, end domain.PublicationEnd, of domain.EventType) error {
	hash, err := tx.HashOfRows(p.ID)
	if err != nil {
		return err
	}
	if hash != p.RowsHash {
		return fmt.Errorf("app: the rows of publication %s are not those that were frozen", p.ID)
	}
	end.State = domain.PublicationIssued
	for i, f := range end.Files {
		sum := sha256.Sum256(f.Content)
		end.Files[i].Size, end.Files[i].Hash = len(f.Content), hex.EncodeToString(sum[:])
	}
	if err := tx.EndPublication(p, end); err != nil {
		return err
	}
	event := domain.Event{Type: of, Actor: end.By, Report: p.Report, Facts: facts(p.Facts())}
	return tx.Append(&event)
}
