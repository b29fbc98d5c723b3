-- What somebody waits for and few rows are: it is asked for on the first page.

-- +goose Up
ALTER TABLE membership ADD COLUMN waits integer NOT NULL DEFAULT 0; -- for somebody to confirm its approver (R10)
UPDATE membership SET waits = 1 WHERE data ->> 'role' = 'approver' AND data ->> 'confirmed' = 0;

-- Questions and disputes: those that nobody answered are asked for all at once.
CREATE INDEX sealed_asked ON sealed (kind, seq) WHERE kind IN ('question', 'dispute');
