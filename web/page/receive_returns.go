package page

import "heed/internal/form"

// ReceivePage is the returns that claim nothing new.
type ReceivePage struct {
	Fields ReceiveFields
	More   int    // beyond those shown
	Back   string // the desk's filters
}

// ReceiveFields are the typed fields of receiving in bulk.
type ReceiveFields struct {
	*form.Form
	All     *form.Bool
	Returns *form.Choices
}
