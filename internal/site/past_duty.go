package site

import (
	"cmp"

	"heed/internal/domain"
	"heed/web/page"
)

// showPastDuty is the page of a duty that nobody owes any longer, since its
// body ended or the report asks for it no more: why, and the whole record.
func (r *request) showPastDuty() error {
	m, own, err := r.either()
	if err != nil {
		return err
	}
	if !m.duty.State.Retired {
		return domain.Missing()
	}
	picture, err := r.picture()
	if err != nil {
		return err
	}
	h, err := r.history(m, own)
	if err != nil {
		return err
	}
	unsent, err := r.unsent(m, own)
	if err != nil {
		return err
	}
	v := r.view()
	v.Crumbs = bodyCrumbs(r, m.body)
	return r.page(page.PastDuty(v, page.PastDutyPage{
		Unsent: unsent,
		Where:  m.where(), History: h.latestFirst(), Compare: r.comparingLast(m, h), Axes: r.axes(m, domain.Standing{}),
		Why: cmp.Or(closedText(r.words, picture, &m.body), r.words.T("duty.past.dropped")),
	}))
}

// unsent is what the body's own people wrote and never sent; nil where there is
// nothing, and for everybody else.
func (r *request) unsent(m matter, own bool) (*page.Said, error) {
	if !own {
		return nil, nil
	}
	returns, err := r.site.Reader.ReturnsToWrite(r.ctx(), r.seeing(own), m.duty.ID)
	if err != nil {
		return nil, err
	}
	for i := len(returns) - 1; i >= 0; i-- {
		if ret := returns[i]; ret.State.Editable() && len(ret.Drafters) > 0 {
			evidence, err := r.evidenceOf(ret.Draft)
			text := said(r.words, m, ret.Draft, evidence)
			return &text, err
		}
	}
	return nil, nil
}
