package view

import (
	"fmt"
	"slices"

	"heed/internal/domain"
)

// Published is how the duties of some nations stand in a picture, as far as that
// is public (R9), without the words that people wrote: Views.Publish adds those.
// Whoever asks must see every one of the duties whole: else it is domain.Missing,
// since another nation's are the other's to release (R4).
func (p *Picture) Published(c Cut, nations []domain.Nation) ([]domain.PublicationRow, error) {
	s := p.cut(c)
	var rows []domain.PublicationRow
	for _, o := range p.owing {
		if !slices.Contains(nations, o.body.Nation) {
			continue
		}
		for _, i := range o.duties {
			if i < 0 {
				continue
			}
			if !s.live[i] {
				return nil, domain.Missing()
			}
			rows = append(rows, s.publicationRow(i, nations))
		}
	}
	slices.SortStableFunc(rows, func(a, b domain.PublicationRow) int { return a.Rec - b.Rec })
	return rows, nil
}

func (s *slice) publicationRow(i int, nations []domain.Nation) domain.PublicationRow {
	f, st := s.p.graph.Facts(i), s.p.graph.Standing(i)
	state := f.Duty.State
	row := domain.PublicationRow{
		Duty: f.Duty.ID, BodyID: f.Body.ID, Body: f.Body.Code, BodyName: f.Body.Name, Kind: f.Body.Kind, Nation: f.Body.Nation,
		Region: f.Body.Region, Rec: f.Duty.Rec, Unit: f.Duty.Unit, Owner: f.Duty.Owner, AsAt: s.p.Day,
		Word: st.Word, SilentToo: st.SilentToo, Overdue: st.Overdue, WaitsFor: s.publishedWaits(st, nations),
		Response: state.Response, ResponseOn: state.ResponseAt, Status: state.Status,
		FirstTarget: state.FirstTarget, Target: state.Target, Grade: state.Grade, Assurance: state.Assurance, Closure: state.Closure,
		ClosedOn: state.ClosedAt,
	}
	if !state.SignedAt.IsZero() {
		row.SignedOn = domain.DayOf(state.SignedAt)
	}
	rec := s.p.rec(f.Duty.Rec)
	for _, key := range f.Duty.Requirements {
		answer := domain.PublishedAnswer{Requirement: key, Met: state.Met[key], Verdict: state.Verdicts[key]}
		if q := slices.IndexFunc(rec.Requirements, func(q domain.Requirement) bool { return q.Key == key }); q >= 0 {
			answer.Title = rec.Requirements[q].Title
		}
		row.Answers = append(row.Answers, answer)
	}
	return row
}

// publishedWaits names what a duty waits for in the nations that are published.
func (s *slice) publishedWaits(st *domain.Standing, nations []domain.Nation) []domain.PublishedWait {
	var waits []domain.PublishedWait
	for _, link := range append(slices.Clone(st.WaitingOn), st.StrandedBy...) {
		i, known := s.p.graph.Number(link.Upstream)
		if !known {
			continue
		}
		if up := s.p.graph.Facts(i); s.live[i] && slices.Contains(nations, up.Body.Nation) && s.p.graph.Standing(i).Word != domain.WordNotReached {
			waits = append(waits, domain.PublishedWait{Rec: up.Duty.Rec, Body: up.Body.Code, BodyName: up.Body.Name})
		}
	}
	return waits
}

// PublishedRecs is the recommendations in force in the words that they have.
func (p *Picture) PublishedRecs() []domain.PublishedRec {
	recs := make([]domain.PublishedRec, len(p.Recs))
	for i, rec := range p.Recs {
		recs[i] = domain.PublishedRec{No: rec.No, Title: rec.Title, Short: rec.Short, Core: rec.Core}
	}
	return recs
}

// dutyState is a duty as the picture has it.
func (p *Picture) dutyState(id domain.ID) (*domain.Duty, error) {
	i, known := p.graph.Number(id)
	if !known {
		return nil, fmt.Errorf("view: duty %s is not in the picture", id)
	}
	return &p.graph.Facts(i).Duty, nil
}
