-- Work: rows that come and go, and are no part of the record.

-- +goose Up
CREATE TABLE session (
    token_hash text NOT NULL PRIMARY KEY,
    data       blob NOT NULL,
    person_id  text NOT NULL,
    expires_at text NOT NULL,
    seen_at    text NOT NULL
) STRICT;
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE sign_in_limit (
    id      text NOT NULL PRIMARY KEY,
    count   integer NOT NULL,
    last_at text NOT NULL
) STRICT;
CREATE INDEX sign_in_limit_last ON sign_in_limit (last_at);
