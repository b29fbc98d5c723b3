// Package signin is the machinery of signing in: passwords and what makes one
// acceptable, the limit on guesses, sessions, and one-time links that let a
// new person set a first password. It decides nothing about who may do what.
//
// It owns no rows. What must outlive a request goes through the two small
// interfaces SessionRows and LimitRows, so that sessions and limits hold
// across restarts and across instances. Tokens and the names that strangers
// type reach those rows only as digests.
//
// It may import domain, argon2id and scs; never store, app or a door.
package signin
