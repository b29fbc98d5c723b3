package domain

// ID names a row: a UUIDv7 in its text form, made by the one source that the
// program is built with.
type ID string

// IDs makes ids; tests pass a source that counts.
type IDs func() ID
