package site

import (
	"math"

	"heed/internal/domain"
	"heed/internal/estimate"
	"heed/internal/view"
	"heed/web/words"
)

// monthFigure is a forecast day as monthOr says it, where it begins a sentence.
func monthFigure(w *words.Words, day domain.Day, year string) string {
	if day.IsZero() {
		return w.T("forecast.beyond.figure", domain.Args{"Year": year})
	}
	return w.Month(day)
}

// runs adds in how many runs, of all, something is there within the horizon.
func runs(when view.When, args domain.Args) domain.Args {
	args["Count"], args["Runs"] = int(math.Round(when.Within*estimate.Runs)), estimate.Runs
	return args
}
