-- Work: rows that come and go, and are no part of the record.

-- +goose Up
CREATE TABLE session (
    token_hash text COLLATE "C" NOT NULL PRIMARY KEY,
    data       bytea NOT NULL,
    person_id  text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE sign_in_limit (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    count   bigint NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX sign_in_limit_last ON sign_in_limit (last_at);
