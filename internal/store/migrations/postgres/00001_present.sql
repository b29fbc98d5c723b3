-- What stands now. Rows change by a verb, guarded by their version.

-- +goose Up
CREATE TABLE body (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    code       text COLLATE "C" NOT NULL UNIQUE,
    path       text COLLATE "C" NOT NULL, -- its areas and its code; a scope is a prefix of it
    data       text NOT NULL,
    version    bigint NOT NULL,
    seq        bigint NOT NULL
);
CREATE INDEX body_path ON body (path);

CREATE TABLE duty (
    id           text COLLATE "C" NOT NULL PRIMARY KEY,
    report       text COLLATE "C" NOT NULL,
    rec          bigint NOT NULL,
    body_id      text COLLATE "C" NOT NULL REFERENCES body (id),
    unit         text NOT NULL,
    lead         text NOT NULL,
    requirements text NOT NULL,
    state        text NOT NULL, -- equal to the duty's last row in duty_state
    version      bigint NOT NULL,
    seq          bigint NOT NULL,
    UNIQUE (body_id, report, rec)
);
CREATE INDEX duty_report ON duty (report, rec);

CREATE TABLE round (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    report  text COLLATE "C" NOT NULL,
    due     text COLLATE "C" NOT NULL,
    data    text NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX round_report ON round (report, due);

CREATE TABLE "return" (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,
    duty_id   text COLLATE "C" NOT NULL REFERENCES duty (id),
    round_id  text COLLATE "C" REFERENCES round (id), -- none: an interim return
    state     text COLLATE "C" NOT NULL,
    sealed    bigint NOT NULL,
    signed    bigint NOT NULL,
    late      boolean NOT NULL,
    extended  text COLLATE "C" NOT NULL,
    signed_at timestamptz,
    holder    text COLLATE "C",
    version   bigint NOT NULL,
    data      text NOT NULL,
    UNIQUE (duty_id, round_id)
);
CREATE INDEX return_round ON "return" (round_id);
-- A return without its draft: what lists and pages need of all of a duty's, found together.
CREATE INDEX return_heads ON "return" (duty_id, id, round_id, state, sealed, signed, late, extended, signed_at, holder, version);

CREATE TABLE action (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    body_id text COLLATE "C" NOT NULL REFERENCES body (id),
    data    text NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX action_body ON action (body_id);

CREATE TABLE partnership (
    id            text COLLATE "C" NOT NULL PRIMARY KEY,
    local_id      text COLLATE "C" NOT NULL REFERENCES body (id),
    university_id text COLLATE "C" NOT NULL REFERENCES body (id),
    data          text NOT NULL,
    version       bigint NOT NULL
);
CREATE INDEX partnership_local ON partnership (local_id);
CREATE INDEX partnership_university ON partnership (university_id);

CREATE TABLE edge_ruling (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    duty_id text COLLATE "C" NOT NULL REFERENCES duty (id),
    data    text NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX edge_ruling_duty ON edge_ruling (duty_id);

CREATE TABLE take_up (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    report  text COLLATE "C" NOT NULL,
    nation  text COLLATE "C" NOT NULL,
    data    text NOT NULL,
    version bigint NOT NULL,
    UNIQUE (report, nation)
);

CREATE TABLE agreement (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    data    text NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE person (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    email   text COLLATE "C" NOT NULL UNIQUE,
    body_id text COLLATE "C" REFERENCES body (id),
    data    text NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX person_body ON person (body_id);

CREATE TABLE membership (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,
    person_id text COLLATE "C" NOT NULL REFERENCES person (id),
    body_id   text COLLATE "C" REFERENCES body (id), -- none: it is on an area
    data      text NOT NULL,
    version   bigint NOT NULL
);
CREATE INDEX membership_person ON membership (person_id);
CREATE INDEX membership_body ON membership (body_id);

CREATE TABLE assignment (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,
    duty_id   text COLLATE "C" NOT NULL REFERENCES duty (id),
    person_id text COLLATE "C" NOT NULL REFERENCES person (id),
    data      text NOT NULL,
    version   bigint NOT NULL
);
CREATE INDEX assignment_duty ON assignment (duty_id);
CREATE INDEX assignment_person ON assignment (person_id);

CREATE TABLE credential (
    person_id         text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES person (id),
    password_hash     text NOT NULL, -- empty until a first password is set
    set_token_hash    text COLLATE "C" UNIQUE,     -- of the one-time link that sets a password
    set_token_expires timestamptz
);
