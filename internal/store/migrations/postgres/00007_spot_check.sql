-- Spot checks (R22): what was drawn from, what was drawn, and what was found. The population and the result are the record.

-- +goose Up
CREATE TABLE spot_check (
    id      text COLLATE "C" NOT NULL PRIMARY KEY,
    report  text COLLATE "C" NOT NULL,
    no      bigint NOT NULL,
    data    text NOT NULL,
    version bigint NOT NULL,
    UNIQUE (report, no)
);

CREATE TABLE check_item (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,
    check_id  text COLLATE "C" NOT NULL REFERENCES spot_check (id),
    body_id   text COLLATE "C" NOT NULL REFERENCES body (id),
    duty_id   text COLLATE "C" NOT NULL REFERENCES duty (id),
    person_id text COLLATE "C" REFERENCES person (id), -- who checks it
    reopens   boolean NOT NULL,            -- issued as not upheld: asks for a review
    data      text NOT NULL,
    version   bigint NOT NULL,
    UNIQUE (check_id, duty_id)
);
CREATE INDEX check_item_duty ON check_item (duty_id);
CREATE INDEX check_item_body ON check_item (body_id);
CREATE INDEX check_item_person ON check_item (person_id);
CREATE INDEX check_item_reopens ON check_item (id) WHERE reopens;

CREATE TABLE client (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,
    person_id text COLLATE "C" NOT NULL UNIQUE REFERENCES person (id),
    data      text NOT NULL,
    version   bigint NOT NULL
);

-- An assignment that gives a check of the duty, and no review.
ALTER TABLE assignment ADD COLUMN check_id text COLLATE "C";
CREATE INDEX assignment_check ON assignment (check_id);

CREATE TABLE check_entry (
    check_id text COLLATE "C" NOT NULL REFERENCES spot_check (id),
    entry_id text COLLATE "C" NOT NULL, -- the duty or the body
    seq      bigint NOT NULL,
    data     text NOT NULL,
    PRIMARY KEY (check_id, entry_id)
);

CREATE TABLE check_result (
    check_id text COLLATE "C" NOT NULL REFERENCES spot_check (id),
    rec      bigint NOT NULL, -- 0: all together
    seq      bigint NOT NULL,
    data     text NOT NULL,
    PRIMARY KEY (check_id, rec)
);

CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_result
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
