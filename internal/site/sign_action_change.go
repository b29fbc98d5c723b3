package site

import (
	"heed/internal/access"
	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/page"
)

// pendingAction is a proposed change before the approver. Whoever asked for it
// can't sign it.
func (r *request) pendingAction(p workplace, a domain.Action) *page.PendingAction {
	return &page.PendingAction{
		Line: actionLine(r, p, a), Reason: a.Pending.Reason, Version: a.Version, Mine: a.Pending.By == r.actor().Person.ID,
		Action: p.href("/actions/" + string(a.ID) + "/sign"),
	}
}

// pendingActions are the changes of a body's actions that wait for the visitor's
// signature, for the page on which they sign.
func (r *request) pendingActions() ([]page.PendingAction, error) {
	p, err := r.workplace()
	if err != nil {
		return nil, err
	}
	actions, err := r.actionsOf(p)
	if err != nil {
		return nil, err
	}
	var all []page.PendingAction
	for _, a := range actions {
		signs := a.Pending != nil
		for _, d := range p.serving(a.Duties) {
			signs = signs && r.can(access.SignAction, access.DutyOf(d, p.body))
		}
		if signs {
			all = append(all, *r.pendingAction(p, a))
		}
	}
	return all, nil
}

// signAction makes a change real, or gives it back.
func (s *Site) signAction(r *request) error {
	a, err := r.anAction()
	if err == nil && !a.signs {
		err = domain.Refused("not_yours", nil)
	}
	if err != nil {
		return err
	}
	f := form.Read(r.postForm())
	guard, err := versionOf(f)
	if err != nil {
		return err
	}
	signs := f.Value("do") == "sign"
	if err := s.App.SignActionChange(r.ctx(), r.actor(), app.SignActionChange{ID: a.action.ID, Guard: guard, Sign: signs}); err != nil {
		return err
	}
	if signs {
		return r.done(a.href("/sign"), "change_signed")
	}
	return r.done(a.href("/sign"), "change_given_back")
}
