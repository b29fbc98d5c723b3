package site

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// checkPack is what an assessor takes along on a visit to a body: one file that
// holds everything and asks the network for nothing, to read off line or to print.
func (s *Site) checkPack(r *request) error {
	scope := s.App.Scope(r.actor(), access.View)
	if scope.None() {
		return domain.Missing()
	}
	body, err := s.Reader.BodyByCode(r.ctx(), r.Param("body"))
	if err != nil {
		return err
	}
	claims, err := r.packed(domain.ID(r.Param("check")), body)
	if err != nil {
		return err
	}
	p := page.CheckPackPage{
		Body: body.Name, Code: body.Code, Check: checkName(r.words, claims[0].check), Made: r.words.Instant(r.visitor.Now),
		Report: claims[0].pack.Report.Title,
	}
	for _, c := range claims {
		one, err := r.packedClaim(c)
		if err != nil {
			return err
		}
		p.Claims = append(p.Claims, one)
	}
	var b bytes.Buffer
	if err := page.CheckPack(r.view(), p).Render(r.ctx(), &b); err != nil {
		return fmt.Errorf("site: render a visit pack: %w", err)
	}
	r.Header("Content-Disposition", contentDisposition(fmt.Sprintf("spot-check-%d-%s.html", claims[0].check.No, body.Code)))
	r.Data(http.StatusOK, "text/html; charset=utf-8", b.Bytes())
	return nil
}

// packed are the drawn claims of a body that the visitor looks at or shares out;
// to anybody else there are none.
func (r *request) packed(id domain.ID, body domain.Body) ([]checkedClaim, error) {
	scope := r.site.App.Scope(r.actor(), access.View)
	items, err := r.site.Reader.CheckItems(r.ctx(), scope, id)
	if err != nil {
		return nil, err
	}
	pack, err := r.site.Reader.Pack(r.ctx(), r.site.Report)
	if err != nil {
		return nil, err
	}
	duties, err := r.site.Reader.DutiesOf(r.ctx(), scope, body.ID)
	if err != nil {
		return nil, err
	}
	var claims []checkedClaim
	for _, item := range items {
		i := slices.IndexFunc(duties, func(d domain.Duty) bool { return d.ID == item.DutyID })
		if item.BodyID != body.ID || i < 0 {
			continue
		}
		c := checkedClaim{matter: matterOf(pack, body, duties[i]), item: item}
		if c.check, _, err = r.site.Reader.CheckOf(r.ctx(), scope, item.ID); err != nil {
			return nil, err
		}
		if r.judges(c) || r.mayAll(access.PlanCheck, c.check.Plan.Nations) {
			claims = append(claims, c)
		}
	}
	if len(claims) == 0 {
		return nil, domain.Missing()
	}
	slices.SortFunc(claims, func(a, b checkedClaim) int { return cmp.Compare(a.item.Rec, b.item.Rec) })
	return claims, nil
}

// packedClaim is one claim as it goes into a pack: what is asked, what the body
// said, and the evidence with its fingerprints.
func (r *request) packedClaim(c checkedClaim) (page.PackedClaim, error) {
	one := page.PackedClaim{Rec: recName(&c.rec), Title: c.rec.Title, No: c.item.No}
	version, row, err := r.site.Reader.VersionOf(r.ctx(), r.seeing(false), c.duty.ID, c.item.No)
	if err != nil {
		return one, err
	}
	evidence, err := r.evidenceOf(version.Content)
	if err != nil {
		return one, err
	}
	one.Said, one.Signed, one.Digest = said(r.words, c.matter, version.Content, evidence), r.words.Instant(version.At), row.Digest
	for _, e := range evidence {
		one.Evidence = append(one.Evidence, page.PackedEvidence{
			Title: cmp.Or(e.Title, r.words.T("check_pack.destroyed")), Line: evidenceLine(r.words, e), File: e.FileName, Link: e.URL,
			Text: e.Text, Hash: e.Hash,
		})
	}
	return one, nil
}
