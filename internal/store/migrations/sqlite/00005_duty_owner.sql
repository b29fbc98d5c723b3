-- The post that a body names for a duty. It is typed by hand, so the record has it in sealed words and never in an event.

-- +goose Up
ALTER TABLE duty ADD COLUMN owner text NOT NULL DEFAULT '';
