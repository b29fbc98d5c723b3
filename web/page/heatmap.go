package page

import (
	"heed/internal/domain"
	"heed/internal/form"
	"heed/web/ui"
)

// HeatmapPage is every body by every recommendation.
type HeatmapPage struct {
	Day     domain.Day
	Fields  HeatmapFields
	Bodies  int // rows shown
	Heatmap ui.Heatmap
	Unseen  []string // nations whose bodies are left out, with the reason
}

// HeatmapFields narrow the heatmap.
type HeatmapFields struct {
	*form.Form
	Nation, Region, ICB, Kind, Theme, Word, Status *form.Choice
}
