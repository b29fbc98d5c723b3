package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// CorrectPublication puts right what was issued wrong.
type CorrectPublication struct {
	ID     domain.ID // of the first issue, or of a correction of it
	Seq    int64     // the last event that the fresh rows know
	Reason string    // public
	Rows   []domain.PublicationRow
	No     int // of the correction, that the files say; it must be the next
	Files  []domain.PublicationFile
}

// CorrectPublication issues a numbered correction at once: the rows of the last
// issue, but for those that are put right, with the reason (R9). What was issued
// before stays as it was and can be read. The fresh rows come from a picture of
// this moment: nobody writes one by hand.
func (a *App) CorrectPublication(ctx context.Context, actor domain.Actor, in CorrectPublication) (domain.Publication, error) {
	var p domain.Publication
	err := a.write(ctx, func(tx *store.Tx) error {
		asked, err := a.publicationFor(tx, actor, access.CorrectPublic, in.ID)
		if err != nil {
			return err
		}
		if err := asked.MayCorrect(in.Reason, in.Rows); err != nil {
			return err
		}
		all, err := tx.Publications(asked.Report)
		if err != nil {
			return err
		}
		last, _ := domain.LatestOf(all, asked.Root())
		if in.Seq != tx.Head() || in.No != last.End.Correction+1 {
			return domain.Clash("publication.moved_on", nil)
		}
		issued, err := tx.PublicationRows(last.ID)
		if err != nil {
			return err
		}
		rows, err := domain.CorrectRows(issued, in.Rows)
		if err != nil {
			return err
		}
		p = last
		p.ID, p.By, p.Corrects, p.Reason, p.Corrected, p.End = "", actor.ID(), asked.Root(), in.Reason, nil, domain.PublicationEnd{}
		for _, row := range in.Rows {
			p.Corrected = append(p.Corrected, row.Duty)
		}
		if err := tx.AddPublication(&p, rows); err != nil {
			return err
		}
		end := domain.PublicationEnd{No: last.End.No, Correction: in.No, Files: in.Files, By: actor.ID()}
		return issue(tx, &p, end, domain.PublicationCorrected)
	})
	return p, err
}
