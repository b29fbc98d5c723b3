package domain

import (
	"errors"
	"fmt"
	"strings"
)

// ProblemKind is one of the few ways in which a request can fail that its
// maker can do something about. Everything else is a fault.
type ProblemKind string

// The whole vocabulary; the doors translate it to a status and a page.
const (
	Invalid     ProblemKind = "invalid"     // the input is not well formed or not allowed now
	NotFound    ProblemKind = "not_found"   // unknown, or out of the asker's scope: the two are one
	Forbidden   ProblemKind = "forbidden"   // visible, but not theirs to do
	Conflict    ProblemKind = "conflict"    // somebody else changed it meanwhile
	Unavailable ProblemKind = "unavailable" // the database or the file store is away for now
)

// Args are the values a sentence needs; their names are the catalogue's.
type Args map[string]any

// Problem is a refusal. Key names a sentence "problem.<Key>" in the catalogue;
// Field, where it is set, names the form field the refusal belongs to.
type Problem struct {
	Kind  ProblemKind
	Field string
	Key   string
	Args  Args
	Now   any // for a Conflict: what stands now, so that both sides can be shown
}

// Error is for logs; no door shows it.
func (p *Problem) Error() string {
	return fmt.Sprintf("%s: %s %s %v", p.Kind, p.Field, p.Key, p.Args)
}

// Problems are several refusals of one input, in the order of its fields.
type Problems []*Problem

// Error is for logs; no door shows it.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "; ")
}

// Err is nil for no problems, so that a list can be returned as an error.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Add appends an Invalid problem of a field.
func (ps *Problems) Add(field, key string, args Args) {
	*ps = append(*ps, Bad(field, key, args))
}

// Bad is an Invalid problem of one field.
func Bad(field, key string, args Args) *Problem {
	return &Problem{Kind: Invalid, Field: field, Key: key, Args: args}
}

// Missing is what unknown and out-of-scope things read as.
func Missing() *Problem { return &Problem{Kind: NotFound, Key: "not_found"} }

// Refused is a Forbidden problem: visible, but not theirs to do.
func Refused(key string, args Args) *Problem {
	return &Problem{Kind: Forbidden, Key: key, Args: args}
}

// Clash is a Conflict problem that carries what stands now.
func Clash(key string, now any) *Problem {
	return &Problem{Kind: Conflict, Key: key, Now: now}
}

// AsProblems returns the problems an error holds; none means it is a fault.
func AsProblems(err error) Problems {
	var many Problems
	if errors.As(err, &many) {
		return many
	}
	var one *Problem
	if errors.As(err, &one) {
		return Problems{one}
	}
	return nil
}

// KindOf is the kind of the first problem an error holds, or "" for a fault.
func KindOf(err error) ProblemKind {
	if ps := AsProblems(err); len(ps) > 0 {
		return ps[0].Kind
	}
	return ""
}
