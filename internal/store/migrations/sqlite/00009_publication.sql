-- Publications: frozen when they are prepared, issued or withdrawn once, with their files as they were made (R9).

-- +goose Up
CREATE TABLE publication (
    id     text NOT NULL PRIMARY KEY,
    report text NOT NULL,
    nation text NOT NULL,
    seq    integer NOT NULL,
    data   text NOT NULL
) STRICT;
CREATE INDEX publication_report ON publication (report, seq);

-- One public row for each duty that a publication names.
CREATE TABLE publication_row (
    publication_id text NOT NULL REFERENCES publication (id),
    duty_id        text NOT NULL REFERENCES duty (id),
    place          integer NOT NULL,
    data           blob NOT NULL, -- the row's JSON, byte for byte
    PRIMARY KEY (publication_id, duty_id)
) STRICT;

-- What became of a draft: there is one row at most.
CREATE TABLE publication_end (
    publication_id text NOT NULL PRIMARY KEY REFERENCES publication (id),
    report         text NOT NULL,
    nation         text NOT NULL,
    no             integer NOT NULL, -- 0 where it was withdrawn
    correction     integer NOT NULL,
    seq            integer NOT NULL,
    data           text NOT NULL
) STRICT;
CREATE UNIQUE INDEX publication_end_no ON publication_end (report, nation, no, correction) WHERE no > 0;

CREATE TABLE publication_file (
    publication_id text NOT NULL REFERENCES publication (id),
    format         text NOT NULL,
    content        blob NOT NULL,
    PRIMARY KEY (publication_id, format)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_row_no_update BEFORE UPDATE ON publication_row
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_row_no_delete BEFORE DELETE ON publication_row
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_end_no_update BEFORE UPDATE ON publication_end
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_end_no_delete BEFORE DELETE ON publication_end
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_file_no_update BEFORE UPDATE ON publication_file
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER publication_file_no_delete BEFORE DELETE ON publication_file
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
