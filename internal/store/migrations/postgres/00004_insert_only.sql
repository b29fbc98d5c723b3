-- The record is insert-only, whoever asks. The one change let through is redaction: what a row says is emptied, once,
-- and the event that ordered it is named.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION refuse_all_but_redaction_of_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    redacted sealed%ROWTYPE := OLD;
BEGIN
    redacted.content := NULL;
    redacted.salt := NULL;
    redacted.redacted_seq := NEW.redacted_seq;
    IF OLD.redacted_seq IS NOT NULL OR NEW.redacted_seq IS NULL OR NEW IS DISTINCT FROM redacted THEN
        RAISE EXCEPTION 'only redaction changes a row of %, once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION refuse_all_but_redaction_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    redacted evidence%ROWTYPE := OLD;
BEGIN
    redacted.title := NULL;
    redacted.url := NULL;
    redacted.text := NULL;
    redacted.file_name := NULL;
    redacted.file_key := NULL;
    redacted.redacted_seq := NEW.redacted_seq;
    IF OLD.redacted_seq IS NOT NULL OR NEW.redacted_seq IS NULL OR NEW IS DISTINCT FROM redacted THEN
        RAISE EXCEPTION 'only redaction changes a row of %, once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION refuse_way_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq < OLD.seq THEN
        RAISE EXCEPTION 'the head never goes back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_state
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON body_state
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pack
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON release_figures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_use
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON instance
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE DELETE OR TRUNCATE ON sealed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insert_only BEFORE DELETE OR TRUNCATE ON head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redaction_only BEFORE UPDATE ON sealed
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_redaction_of_sealed();
CREATE TRIGGER redaction_only BEFORE UPDATE ON evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_redaction_of_evidence();
CREATE TRIGGER no_way_back BEFORE UPDATE ON head
    FOR EACH ROW EXECUTE FUNCTION refuse_way_back();
