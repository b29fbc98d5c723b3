// Package domain is heed's glossary as Go: the nouns of a report, of the
// bodies that owe it and of the record they leave, and the rules about them as
// pure functions. One file per noun.
//
// A change of state takes the present state and returns the new one or a
// Problem; nothing here reads a clock, a database or a catalogue. Instants are
// UTC, a Day is a calendar day in Europe/London, and no text in this package
// is shown to anyone: words are keys that web/words turns into sentences.
//
// It imports the standard library alone, and every other room may import it.
package domain
