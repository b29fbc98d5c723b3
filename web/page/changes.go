package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// ChangesPage is what changed since an earlier round.
type ChangesPage struct {
	Day, From domain.Day // From is "" where no round has closed yet
	Fields    SliceFields
	Since     *form.Choice
	Turn      *form.Choice
	Sees      bool // any of the part in full
	Sentences []HomeLink
	Chart     TrendChart
	Trend     ui.Table
	Table     ui.Table
	Pages     ui.Pages
}
