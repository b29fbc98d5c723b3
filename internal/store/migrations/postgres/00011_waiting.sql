-- What somebody waits for and few rows are: it is asked for on the first page.

-- +goose Up
ALTER TABLE membership ADD COLUMN waits boolean NOT NULL DEFAULT false; -- for somebody to confirm its approver (R10)
UPDATE membership SET waits = true WHERE data::json ->> 'role' = 'approver' AND data::json ->> 'confirmed' = 'false';

-- Questions and disputes: those that nobody answered are asked for all at once.
CREATE INDEX sealed_asked ON sealed (kind, seq) WHERE kind IN ('question', 'dispute');
