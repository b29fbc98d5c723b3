-- The chase list: how far oversight has come with a body. What was noted is sealed, and so only ever added (R19).

-- +goose Up
CREATE TABLE chase (
    id      text NOT NULL PRIMARY KEY,
    report  text NOT NULL,
    body_id text NOT NULL REFERENCES body (id),
    data    text NOT NULL,
    version integer NOT NULL,
    UNIQUE (report, body_id)
) STRICT;

-- Notes belong to a body and no duty; few of the sealed texts are any.
CREATE INDEX sealed_chase ON sealed (body_id, seq) WHERE kind = 'chase';
