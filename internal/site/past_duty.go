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
	v := r.view()
	v.Crumbs = bodyCrumbs(r, m.body)
	return r.page(page.PastDuty(v, page.PastDutyPage{
		Where: m.where(), History: h.latestFirst(), Compare: r.comparingLast(m, h), Axes: r.axes(m, domain.Standing{}),
		Why: cmp.Or(closedText(r.words, picture, &m.body), r.words.T("duty.past.dropped")),
	}))
}
