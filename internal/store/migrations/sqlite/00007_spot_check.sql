-- Spot checks (R22): what was drawn from, what was drawn, and what was found. The population and the result are the record.

-- +goose Up
CREATE TABLE spot_check (
    id      text NOT NULL PRIMARY KEY,
    report  text NOT NULL,
    no      integer NOT NULL,
    data    text NOT NULL,
    version integer NOT NULL,
    UNIQUE (report, no)
) STRICT;

CREATE TABLE check_item (
    id        text NOT NULL PRIMARY KEY,
    check_id  text NOT NULL REFERENCES spot_check (id),
    body_id   text NOT NULL REFERENCES body (id),
    duty_id   text NOT NULL REFERENCES duty (id),
    person_id text REFERENCES person (id), -- who checks it
    reopens   integer NOT NULL,            -- issued as not upheld: asks for a review
    data      text NOT NULL,
    version   integer NOT NULL,
    UNIQUE (check_id, duty_id)
) STRICT;
CREATE INDEX check_item_duty ON check_item (duty_id);
CREATE INDEX check_item_body ON check_item (body_id);
CREATE INDEX check_item_person ON check_item (person_id);
CREATE INDEX check_item_reopens ON check_item (id) WHERE reopens = 1;

CREATE TABLE client (
    id        text NOT NULL PRIMARY KEY,
    person_id text NOT NULL UNIQUE REFERENCES person (id),
    data      text NOT NULL,
    version   integer NOT NULL
) STRICT;

-- An assignment that gives a check of the duty, and no review.
ALTER TABLE assignment ADD COLUMN check_id text;
CREATE INDEX assignment_check ON assignment (check_id);

CREATE TABLE check_entry (
    check_id text NOT NULL REFERENCES spot_check (id),
    entry_id text NOT NULL, -- the duty or the body
    seq      integer NOT NULL,
    data     text NOT NULL,
    PRIMARY KEY (check_id, entry_id)
) STRICT;

CREATE TABLE check_result (
    check_id text NOT NULL REFERENCES spot_check (id),
    rec      integer NOT NULL, -- 0: all together
    seq      integer NOT NULL,
    data     text NOT NULL,
    PRIMARY KEY (check_id, rec)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER check_entry_no_update BEFORE UPDATE ON check_entry
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER check_entry_no_delete BEFORE DELETE ON check_entry
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER check_result_no_update BEFORE UPDATE ON check_result
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER check_result_no_delete BEFORE DELETE ON check_result
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
