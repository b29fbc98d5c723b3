-- The chase list: how far oversight has come with a body. What was noted is sealed, and so only ever added (R19).

-- +goose Up
CREATE TABLE chase (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    report  text COLLATE "C" NOT NULL,
    body_id text COLLATE "C" NOT NULL REFERENCES body (id),
    data    text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    UNIQUE (report, body_id)
);

-- Notes belong to a body and no duty; few of the sealed texts are any.
CREATE INDEX sealed_chase ON sealed (body_id, seq) WHERE kind = 'chase';
