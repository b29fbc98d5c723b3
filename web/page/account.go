package page

import (
	"heed/internal/form"
	"heed/web/ui"
)

// AccountPage is who somebody is, as heed knows them.
type AccountPage struct {
	Facts []ui.Row
	Roles ui.Table
}

// ChangePasswordFields are the typed fields of changing one's own password.
type ChangePasswordFields struct {
	*form.Form
	Present *form.Text
	New     *form.Text
	Again   *form.Text
}
