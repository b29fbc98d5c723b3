// Package files keeps the bytes of evidence: it caps, checks, hashes and
// encrypts them on the way in, and decrypts them on the way out. What a file
// proves, whose it is and who may see it stand in rows that it never sees.
//
// Each file is encrypted under a key of its own, which the caller keeps in the
// file's row. Destroying the row's key destroys the file wherever its bytes
// have been copied to, backups among them (R2).
//
// A door that sends a file should send the stored media type with
// X-Content-Type-Options: nosniff, as an attachment.
//
// It may import domain, mimetype and sio; never store, app or a door.
package files
