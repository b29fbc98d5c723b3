package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"heed/internal/app"
	"heed/internal/demo"
	"heed/internal/domain"
	"heed/internal/exchange"
	"heed/internal/view"
)

// publishDays is for how many working days bodies read a publication first.
const publishDays = domain.DefaultReadDays

// published are the nations that publish, with what each one's covers.
func published() map[domain.Nation][]domain.Nation {
	return map[domain.Nation][]domain.Nation{domain.England: {domain.England, domain.UK}, domain.Scotland: {domain.Scotland}}
}

// prepare freezes how the nations of an oversight stand today.
func (m *maker) prepare(ctx context.Context, nation domain.Nation) (domain.Publication, error) {
	lead, err := m.as(ctx, m.author.Lead(nation))
	if err != nil {
		return domain.Publication{}, err
	}
	picture, rows, err := m.rows(ctx, published()[nation])
	if err != nil {
		return domain.Publication{}, err
	}
	p, err := m.app.PreparePublication(ctx, lead, app.PreparePublication{Publication: domain.Publication{
		Report: seedReport, Title: picture.Pack.Report.Title, Nation: nation, Nations: published()[nation], Day: picture.Day, AsOf: picture.Seq,
		Recs: picture.PublishedRecs(), ReadDays: publishDays,
	}, Rows: rows})
	if err != nil {
		return p, fmt.Errorf("publication of %s: %w", nation, err)
	}
	return p, nil
}

// rows is what is public of the nations now.
func (m *maker) rows(ctx context.Context, nations []domain.Nation) (*view.Picture, []domain.PublicationRow, error) {
	everything := domain.Scope{All: true}
	picture, err := m.views.Picture(ctx, seedReport)
	if err != nil {
		return nil, nil, err
	}
	rows, err := picture.Published(view.Cut{View: everything}, nations)
	if err != nil {
		return nil, nil, err
	}
	return picture, rows, m.views.Publish(ctx, picture, everything, rows)
}

// publishScotland issues what Scotland's oversight prepared last, and prepares
// the next. A small nation's are soon made, so that the demonstration soon starts.
func (m *maker) publishScotland(ctx context.Context) error {
	if err := m.issueAll(ctx, domain.Scotland); err != nil {
		return err
	}
	_, err := m.prepare(ctx, domain.Scotland)
	return err
}

func (m *maker) reply(ctx context.Context, p domain.Publication, person, body string) error {
	reporter, err := m.as(ctx, m.author.Person(person))
	if err != nil {
		return err
	}
	return m.app.ReplyPublication(ctx, reporter, app.ReplyPublication{Publication: p.ID, Body: body, Text: m.author.PublicationReply()})
}

// issueAll issues the drafts that some oversights have.
func (m *maker) issueAll(ctx context.Context, nations ...domain.Nation) error {
	everything, reader := domain.Scope{All: true}, m.store.Reader()
	all, err := reader.Publications(ctx, everything, seedReport)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.State() != domain.PublicationDraft || !slices.Contains(nations, p.Nation) {
			continue
		}
		lead, err := m.as(ctx, p.By)
		if err != nil {
			return err
		}
		rows, err := reader.PublicationRows(ctx, everything, p.ID)
		if err != nil {
			return err
		}
		files, replies, err := m.files(ctx, p, rows, domain.PublicationEnd{No: domain.NextNo(all, p.Nation)})
		if err != nil {
			return err
		}
		in := app.IssuePublication{ID: p.ID, No: domain.NextNo(all, p.Nation), Replies: replies, Files: files}
		if _, err := m.app.IssuePublication(ctx, lead, in); err != nil {
			return fmt.Errorf("issue of %s: %w", p.Nation, err)
		}
	}
	return nil
}

// files are those of a publication under the number that it is to have, with how
// many replies they hold.
func (m *maker) files(ctx context.Context, p domain.Publication, rows []domain.PublicationRow, end domain.PublicationEnd) ([]domain.PublicationFile, int, error) {
	said, err := m.store.Reader().RepliesTo(ctx, domain.Scope{All: true}, p.Root())
	if err != nil {
		return nil, 0, err
	}
	words := m.words.For("en")
	end.State = domain.PublicationIssued
	p.End = end
	from := exchange.PublicationSource{
		Publication: p, Rows: rows, Replies: map[domain.ID]string{}, Mark: words.T("layout.demo_mark") + ": " + words.T("layout.demo"),
	}
	for _, s := range said {
		var text domain.Statement
		if err := s.Decode(&text); err != nil {
			return nil, 0, err
		}
		from.Replies[s.BodyID] = text.Text
	}
	files, err := from.Files()
	return files, len(said), err
}

// publishing is what is on its way on the day that the demonstration begins:
// Scotland's last is issued and corrected, its next one can be issued, and
// England's first is in its reading days.
func (m *maker) publishing(ctx context.Context) error {
	if err := m.correct(ctx); err != nil {
		return err
	}
	p, err := m.prepare(ctx, domain.England)
	if err != nil {
		return err
	}
	return m.reply(ctx, p, "teaching_rd", demo.Teaching)
}

// correct puts right a row of Scotland's last issue, if there is one.
func (m *maker) correct(ctx context.Context) error {
	everything, reader := domain.Scope{All: true}, m.store.Reader()
	all, err := reader.Publications(ctx, everything, seedReport)
	if err != nil {
		return err
	}
	last, found := domain.LastIssued(all, domain.Scotland)
	if !found {
		return nil
	}
	issued, err := reader.PublicationRows(ctx, everything, last.ID)
	if err != nil {
		return err
	}
	picture, rows, err := m.rows(ctx, last.Nations)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rows, func(row domain.PublicationRow) bool {
		_, err := domain.CorrectRows(issued, []domain.PublicationRow{row})
		return err == nil
	})
	if i < 0 {
		return nil
	}
	corrected, err := domain.CorrectRows(issued, rows[i:i+1])
	if err != nil {
		return err
	}
	files, _, err := m.files(ctx, last, corrected, domain.PublicationEnd{No: last.End.No, Correction: 1})
	if err != nil {
		return err
	}
	lead, err := m.as(ctx, m.author.Lead(domain.Scotland))
	_, corrects := m.app.CorrectPublication(ctx, lead, app.CorrectPublication{
		ID: last.ID, Seq: picture.Seq, Reason: m.author.CorrectionReason(), Rows: rows[i : i+1], No: 1, Files: files,
	})
	return errors.Join(err, corrects)
}
