-- Publications: frozen when they are prepared, issued or withdrawn once, with their files as they were made (R9).

-- +goose Up
CREATE TABLE publication (
    id     text COLLATE "C" NOT NULL PRIMARY KEY,
    report text COLLATE "C" NOT NULL,
    nation text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    data   text COLLATE "C" NOT NULL
);
CREATE INDEX publication_report ON publication (report, seq);

-- One public row for each duty that a publication names.
CREATE TABLE publication_row (
    publication_id text COLLATE "C" NOT NULL REFERENCES publication (id),
    duty_id        text COLLATE "C" NOT NULL REFERENCES duty (id),
    place          bigint NOT NULL,
    data           bytea NOT NULL, -- the row's JSON, byte for byte
    PRIMARY KEY (publication_id, duty_id)
);

-- What became of a draft: there is one row at most.
CREATE TABLE publication_end (
    publication_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES publication (id),
    report         text COLLATE "C" NOT NULL,
    nation         text COLLATE "C" NOT NULL,
    no             bigint NOT NULL, -- 0 where it was withdrawn
    correction     bigint NOT NULL,
    seq            bigint NOT NULL,
    data           text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX publication_end_no ON publication_end (report, nation, no, correction) WHERE no > 0;

CREATE TABLE publication_file (
    publication_id text COLLATE "C" NOT NULL REFERENCES publication (id),
    format         text COLLATE "C" NOT NULL,
    content        bytea NOT NULL,
    PRIMARY KEY (publication_id, format)
);

CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_row
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_end
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
