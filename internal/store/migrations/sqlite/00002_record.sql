-- The record: rows are only ever added. The last migration of this set makes the database hold to it.

-- +goose Up
-- The number and instant of the last event. Its one row is the lock that puts writers in order.
CREATE TABLE head (
    id  integer NOT NULL PRIMARY KEY CHECK (id = 1),
    seq integer NOT NULL,
    at  text
) STRICT;
INSERT INTO head (id, seq) VALUES (1, 0);

-- Whether this database is real or a demonstration: said once.
CREATE TABLE instance (
    id   integer NOT NULL PRIMARY KEY CHECK (id = 1),
    kind text NOT NULL CHECK (kind IN ('real', 'demo')),
    at   text NOT NULL
) STRICT;

CREATE TABLE event (
    seq      integer NOT NULL PRIMARY KEY,
    type     text NOT NULL,
    at       text NOT NULL,
    actor    text NOT NULL,
    report   text NOT NULL,
    body_id  text,
    duty_id  text,
    round_id text,
    body     blob NOT NULL -- the event's JSON, byte for byte
) STRICT;
CREATE INDEX event_duty ON event (duty_id, seq);
CREATE INDEX event_body ON event (body_id, seq);

CREATE TABLE duty_state (
    duty_id text NOT NULL,
    seq     integer NOT NULL,
    state   text NOT NULL,
    PRIMARY KEY (duty_id, seq)
) STRICT;

CREATE TABLE body_state (
    body_id text NOT NULL,
    seq     integer NOT NULL,
    data    text NOT NULL,
    PRIMARY KEY (body_id, seq)
) STRICT;

CREATE TABLE pack (
    report  text NOT NULL,
    version integer NOT NULL,
    seq     integer NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (report, version)
) STRICT;

CREATE TABLE release_figures (
    id     text NOT NULL PRIMARY KEY,
    report text NOT NULL,
    nation text NOT NULL,
    seq    integer NOT NULL,
    data   text NOT NULL
) STRICT;
CREATE INDEX release_figures_last ON release_figures (report, nation, seq);

-- Words. Their event holds the digest; an order can destroy the content and the salt.
CREATE TABLE sealed (
    id           text NOT NULL PRIMARY KEY,
    kind         text NOT NULL,
    body_id      text REFERENCES body (id),
    duty_id      text REFERENCES duty (id),
    no           integer NOT NULL,
    re           text,
    by_id        text NOT NULL,
    at           text NOT NULL,
    seq          integer NOT NULL,
    digest       text NOT NULL, -- SHA-256 of the salt and the content, hex
    content      blob,
    salt         blob,
    redacted_seq integer
) STRICT;
CREATE INDEX sealed_duty ON sealed (duty_id, kind, seq);
CREATE INDEX sealed_re ON sealed (re);
-- A version is sealed once, and signed once.
CREATE UNIQUE INDEX sealed_once ON sealed (duty_id, kind, no) WHERE kind IN ('version', 'signature');

CREATE TABLE evidence (
    id           text NOT NULL PRIMARY KEY,
    body_id      text NOT NULL REFERENCES body (id),
    kind         text NOT NULL,
    title        text,
    from_day     text NOT NULL,
    to_day       text NOT NULL,
    expires      text NOT NULL,
    url          text,
    text         text,
    file_name    text,
    file_key     blob, -- the file's own encryption key
    media_type   text NOT NULL,
    size         integer NOT NULL,
    hash         text NOT NULL,
    replaces     text,
    added_by     text NOT NULL,
    added_at     text NOT NULL,
    redacted_seq integer
) STRICT;
CREATE INDEX evidence_body ON evidence (body_id);

-- Which sealed version cites which evidence.
CREATE TABLE evidence_use (
    evidence_id text NOT NULL REFERENCES evidence (id),
    duty_id     text NOT NULL REFERENCES duty (id),
    no          integer NOT NULL,
    PRIMARY KEY (evidence_id, duty_id, no)
) STRICT;
