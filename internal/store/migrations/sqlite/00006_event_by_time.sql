-- What happened up to a day, and the events of one type: how things stood then is read from the record.

-- +goose Up
CREATE INDEX event_at ON event (at, seq);
CREATE INDEX event_type ON event (type, seq);
