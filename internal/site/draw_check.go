package site

import (
	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
)

// seedCheck puts a seed into the record, before anything is drawn.
func (s *Site) seedCheck(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	if err := s.App.SeedCheck(r.ctx(), r.actor(), app.SeedCheck{ID: c.ID}); err != nil {
		return r.checkRefused(c, err)
	}
	return r.done(checkHref(c.ID), "check_seeded")
}

func (s *Site) drawCheck(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	if err := s.App.DrawCheck(r.ctx(), r.actor(), c.ID); err != nil {
		return r.checkRefused(c, err)
	}
	return r.done(checkHref(c.ID), "check_drawn")
}

// assignCheck gives the claims of some bodies to an assessor. Who may not check
// one of them is told beside the field.
func (s *Site) assignCheck(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	switch {
	case !r.mayAll(access.PlanCheck, c.Plan.Nations):
		return domain.Refused("not_yours", nil)
	case c.State != domain.CheckDrawn:
		return domain.Clash("check.changed", c)
	}
	f := form.Read(r.postForm())
	in := app.AssignCheck{ID: c.ID, Person: domain.ID(f.Value("person")), Bodies: r.Request.PostForm["bodies"]}
	if in.Person == "" || len(in.Bodies) == 0 {
		return r.showCheck(c, f, nil)
	}
	switch err := s.App.AssignCheck(r.ctx(), r.actor(), in); {
	case domain.KindOf(err) == domain.Invalid:
		return r.showCheck(c, f, err)
	case err != nil:
		return err
	}
	return r.done(checkHref(c.ID)+"#drawn", "check_assigned")
}

func (s *Site) issueCheck(r *request) error {
	c, err := r.aCheck()
	if err != nil {
		return err
	}
	if err := s.App.IssueCheck(r.ctx(), r.actor(), c.ID); err != nil {
		return r.checkRefused(c, err)
	}
	return r.done(checkHref(c.ID), "check_issued")
}

// checkRefused is the check again with what cannot be done with it yet, and why.
func (r *request) checkRefused(c domain.SpotCheck, err error) error {
	if domain.KindOf(err) != domain.Invalid {
		return err
	}
	return r.showCheck(c, form.Show(nil), err)
}
