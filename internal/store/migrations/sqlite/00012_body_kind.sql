-- What sort of organisation a body is, beside where it is: a funder's people read what organisations of its nation
-- say they need (R27).

-- +goose Up
ALTER TABLE body ADD COLUMN kind text NOT NULL DEFAULT '';
UPDATE body SET kind = data ->> 'kind';
