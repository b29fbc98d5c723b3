package app

import (
	"context"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// ReleaseFigures lets a nation's figures out of it. The words come from a
// picture, with the number of the last event that the picture knew.
type ReleaseFigures struct {
	Release domain.Release // Report, Nation, Day, Seq and Words
}

// ReleaseFigures keeps each duty's word as it stands today, for everybody
// outside the nation (R4). The verb works nothing out itself: it refuses a
// picture that is not of this moment, and one that leaves a duty out. The same
// figures of the same day are released once.
func (a *App) ReleaseFigures(ctx context.Context, actor domain.Actor, in ReleaseFigures) (domain.Release, error) {
	release := in.Release
	err := a.write(ctx, func(tx *store.Tx) error {
		if err := a.mayInNation(actor, access.Release, release.Nation); err != nil {
			return err
		}
		last, err := tx.LastReleases(release.Report)
		if err != nil {
			return err
		}
		if before, found := last[release.Nation]; found && before.SaysSame(release) {
			release = before
			return nil
		}
		if release.Seq != tx.Head() || release.Day != tx.Today() {
			return domain.Clash("release.moved_on", nil)
		}
		if err := checkRelease(tx, release); err != nil {
			return err
		}
		release.ID, release.By = tx.NewID(), actor.ID()
		event := domain.Event{Type: domain.FiguresReleased, Actor: actor.ID(), Report: release.Report}
		event.Facts = facts(struct {
			Release domain.ID     `json:"release"`
			Nation  domain.Nation `json:"nation"`
			Day     domain.Day    `json:"day"`
			AsOf    int64         `json:"as_of"` // the last event that the figures know
			Duties  int           `json:"duties"`
			Hash    string        `json:"hash"` // SHA-256 of the words as JSON, by duty
		}{release.ID, release.Nation, release.Day, release.Seq, len(release.Words), hashOf(release.Words)})
		if err := tx.Append(&event); err != nil {
			return err
		}
		release.Seq = event.Seq
		return tx.PutRelease(&release)
	})
	return release, err
}

func checkRelease(tx *store.Tx, release domain.Release) error {
	duties, err := tx.Duties(release.Report)
	if err != nil {
		return err
	}
	bodies, err := tx.Bodies()
	if err != nil {
		return err
	}
	nations := make(map[domain.ID]domain.Nation, len(bodies))
	for _, b := range bodies {
		nations[b.ID] = b.Nation
	}
	return release.Check(duties, nations)
}
