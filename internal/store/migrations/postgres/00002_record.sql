-- The record: rows are only ever added. The last migration of this set makes the database hold to it.

-- +goose Up
-- The number and instant of the last event. Its one row is the lock that puts writers in order.
CREATE TABLE head (
    id  bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    seq bigint NOT NULL,
    at  timestamptz
);
INSERT INTO head (id, seq) VALUES (1, 0);

-- Whether this database is real or a demonstration: said once.
CREATE TABLE instance (
    id   bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('real', 'demo')),
    at   timestamptz NOT NULL
);

CREATE TABLE event (
    seq      bigint NOT NULL PRIMARY KEY,
    type     text COLLATE "C" NOT NULL,
    at       timestamptz NOT NULL,
    actor    text COLLATE "C" NOT NULL,
    report   text COLLATE "C" NOT NULL,
    body_id  text COLLATE "C",
    duty_id  text COLLATE "C",
    round_id text COLLATE "C",
    body     bytea NOT NULL -- the event's JSON, byte for byte
);
CREATE INDEX event_duty ON event (duty_id, seq);
CREATE INDEX event_body ON event (body_id, seq);

CREATE TABLE duty_state (
    duty_id text COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,
    state   text NOT NULL,
    PRIMARY KEY (duty_id, seq)
);

CREATE TABLE body_state (
    body_id text COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,
    data    text NOT NULL,
    PRIMARY KEY (body_id, seq)
);

CREATE TABLE pack (
    report  text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    seq     bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (report, version)
);

CREATE TABLE release_figures (
    id     text COLLATE "C" NOT NULL PRIMARY KEY,
    report text COLLATE "C" NOT NULL,
    nation text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    data   text NOT NULL
);
CREATE INDEX release_figures_last ON release_figures (report, nation, seq);

-- Words. Their event holds the digest; an order can destroy the content and the salt.
CREATE TABLE sealed (
    id           text COLLATE "C" NOT NULL PRIMARY KEY,
    kind         text COLLATE "C" NOT NULL,
    body_id      text COLLATE "C" REFERENCES body (id),
    duty_id      text COLLATE "C" REFERENCES duty (id),
    no           bigint NOT NULL,
    re           text COLLATE "C",
    by_id        text COLLATE "C" NOT NULL,
    at           timestamptz NOT NULL,
    seq          bigint NOT NULL,
    digest       text COLLATE "C" NOT NULL, -- SHA-256 of the salt and the content, hex
    content      bytea,
    salt         bytea,
    redacted_seq bigint
);
CREATE INDEX sealed_duty ON sealed (duty_id, kind, seq);
CREATE INDEX sealed_re ON sealed (re);
-- A version is sealed once, and signed once.
CREATE UNIQUE INDEX sealed_once ON sealed (duty_id, kind, no) WHERE kind IN ('version', 'signature');

CREATE TABLE evidence (
    id           text COLLATE "C" NOT NULL PRIMARY KEY,
    body_id      text COLLATE "C" NOT NULL REFERENCES body (id),
    kind         text COLLATE "C" NOT NULL,
    title        text,
    from_day     text COLLATE "C" NOT NULL,
    to_day       text COLLATE "C" NOT NULL,
    expires      text COLLATE "C" NOT NULL,
    url          text,
    text         text,
    file_name    text,
    file_key     bytea, -- the file's own encryption key
    media_type   text NOT NULL,
    size         bigint NOT NULL,
    hash         text NOT NULL,
    replaces     text COLLATE "C",
    added_by     text COLLATE "C" NOT NULL,
    added_at     timestamptz NOT NULL,
    redacted_seq bigint
);
CREATE INDEX evidence_body ON evidence (body_id);

-- Which sealed version cites which evidence.
CREATE TABLE evidence_use (
    evidence_id text COLLATE "C" NOT NULL REFERENCES evidence (id),
    duty_id     text COLLATE "C" NOT NULL REFERENCES duty (id),
    no          bigint NOT NULL,
    PRIMARY KEY (evidence_id, duty_id, no)
);
