-- The record is insert-only, whoever asks. The one change let through is redaction: what a row says is emptied, once,
-- and the event that ordered it is named. REPLACE deletes first, so connections set recursive_triggers.

-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER duty_state_no_update BEFORE UPDATE ON duty_state
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER duty_state_no_delete BEFORE DELETE ON duty_state
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER body_state_no_update BEFORE UPDATE ON body_state
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER body_state_no_delete BEFORE DELETE ON body_state
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER release_figures_no_update BEFORE UPDATE ON release_figures
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER release_figures_no_delete BEFORE DELETE ON release_figures
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER evidence_use_no_update BEFORE UPDATE ON evidence_use
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evidence_use_no_delete BEFORE DELETE ON evidence_use
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER instance_no_update BEFORE UPDATE ON instance
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER instance_no_delete BEFORE DELETE ON instance
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER sealed_redaction_only BEFORE UPDATE ON sealed
WHEN NOT (OLD.redacted_seq IS NULL AND NEW.redacted_seq IS NOT NULL
    AND NEW.content IS NULL AND NEW.salt IS NULL
    AND NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.body_id IS OLD.body_id AND NEW.duty_id IS OLD.duty_id
    AND NEW.no IS OLD.no AND NEW.re IS OLD.re AND NEW.by_id IS OLD.by_id AND NEW.at IS OLD.at
    AND NEW.seq IS OLD.seq AND NEW.digest IS OLD.digest)
BEGIN
    SELECT RAISE(ABORT, 'only redaction changes a row of the record, once');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sealed_no_delete BEFORE DELETE ON sealed
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER evidence_redaction_only BEFORE UPDATE ON evidence
WHEN NOT (OLD.redacted_seq IS NULL AND NEW.redacted_seq IS NOT NULL
    AND NEW.title IS NULL AND NEW.url IS NULL AND NEW.text IS NULL AND NEW.file_name IS NULL AND NEW.file_key IS NULL
    AND NEW.id IS OLD.id AND NEW.body_id IS OLD.body_id AND NEW.kind IS OLD.kind AND NEW.from_day IS OLD.from_day
    AND NEW.to_day IS OLD.to_day AND NEW.expires IS OLD.expires AND NEW.media_type IS OLD.media_type AND NEW.size IS OLD.size
    AND NEW.hash IS OLD.hash AND NEW.replaces IS OLD.replaces AND NEW.added_by IS OLD.added_by AND NEW.added_at IS OLD.added_at)
BEGIN
    SELECT RAISE(ABORT, 'only redaction changes a row of the record, once');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER head_no_way_back BEFORE UPDATE ON head
WHEN NEW.seq < OLD.seq
BEGIN
    SELECT RAISE(ABORT, 'the head never goes back');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER head_no_delete BEFORE DELETE ON head
BEGIN
    SELECT RAISE(ABORT, 'rows of the record are only added');
END;
-- +goose StatementEnd
