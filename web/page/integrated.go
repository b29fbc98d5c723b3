package page

import "heed/internal/domain"

// IntegratedPage is the whole package at a glance: recommendations by nation.
type IntegratedPage struct {
	Lede      string
	Day       domain.Day
	Headlines []Headline
	Columns   []NationColumn
	Themes    []ThemeRows
	Ways      []HomeLink // other pages on which the whole is looked at
}

// Headline is one sentence about the whole, with its figure: "118" "of 2,268
// duties are confirmed". The two together lead to the rows behind them.
type Headline struct {
	Figure string
	Lead   string
	Text   string // what it means, in a sentence
	Href   string
	Rule   string // that says what the figure means
}

// NationColumn is one nation's column, or that of all of them.
type NationColumn struct {
	Name string
	Note string // live, or released on which day, or not at all
}

// ThemeRows is one theme's recommendations.
type ThemeRows struct {
	Title string
	Rows  []RecRow
}

// RecRow is one recommendation across the nations.
type RecRow struct {
	No    string
	Short string
	Href  string
	Core  bool
	Cells []Figures // beside the columns
}
