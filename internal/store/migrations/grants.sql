-- What the role that the program runs under may do, given again after every migration by the role that owns the tables.
GRANT USAGE ON SCHEMA public TO heed_app;

-- The version table, to see that nothing is pending.
GRANT SELECT ON goose_db_version TO heed_app;

-- The record: add and read. Redaction's columns alone can be changed, and triggers say how.
GRANT SELECT, INSERT ON event, duty_state, body_state, pack, release_figures, sealed, evidence, evidence_use, instance,
    check_entry, check_result, publication, publication_row, publication_end, publication_file
    TO heed_app;
GRANT UPDATE (content, salt, redacted_seq) ON sealed TO heed_app;
GRANT UPDATE (title, url, text, file_name, file_key, redacted_seq) ON evidence TO heed_app;
GRANT SELECT, UPDATE ON head TO heed_app;

-- What stands now, and work.
GRANT SELECT, INSERT, UPDATE, DELETE ON body, duty, round, "return", action, partnership, edge_ruling, take_up, agreement,
    person, membership, assignment, credential, session, sign_in_limit,
    spot_check, check_item, client, chase
    TO heed_app;
