// Package policies holds who may do what, as files that people read: the
// Casbin model, the policy from role to verb, the golden table of decisions that
// both are held to, and the table of what is public (R9). Package access gives
// the first three their meaning.
//
// It owns those files and their embedding, and imports the standard library
// alone.
package policies

import _ "embed" // the files below

//go:embed model.conf
var model string

//go:embed policy.csv
var policy string

//go:embed decisions.csv
var decisions string

// Model is the Casbin model: what a question holds and how a row matches it.
func Model() string { return model }

// Policy is the table from role to verb, as CSV with comments: p, role, verb,
// of, reach.
func Policy() string { return policy }

// Decisions is the golden table: who may do what where, as CSV with a heading
// and comments.
func Decisions() string { return decisions }

//go:embed public.csv
var public string

// Public is the table of what is public, field by field (R9), as CSV with a
// heading and comments: field, public, asked, why.
func Public() string { return public }
