-- Two roles: warta_reader reads the contract and nothing else, warta_writer writes what flows need.
-- Roles belong to the whole server: another database may have made them, at this very moment.
-- Where they can't be made, the rest works all the same, and migrate says so.

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['warta_reader', 'warta_writer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;
                WHEN insufficient_privilege THEN
                    RAISE WARNING 'role % can''t be made by %: an administrator can', role_name, current_user;
            END;
        END IF;
    END LOOP;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'warta_reader') THEN
        GRANT USAGE ON SCHEMA warta TO warta_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA warta TO warta_reader;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA warta TO warta_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA warta GRANT SELECT ON TABLES TO warta_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA warta GRANT EXECUTE ON FUNCTIONS TO warta_reader;
    END IF;

    -- A writer deletes what flows delete: what was recorded (captures, items, what was stripped, runs,
    -- merges) is the owner's to remove. It learns from the captures what was removed elsewhere.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'warta_writer') THEN
        GRANT USAGE ON SCHEMA warta, ingest TO warta_writer;
        GRANT SELECT ON ALL TABLES IN SCHEMA warta TO warta_writer;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA warta TO warta_writer;
        GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ingest TO warta_writer;
        GRANT DELETE ON
            ingest.absence, ingest.alias, ingest.excision, ingest.found, ingest.found_by,
            ingest.ledger_entry, ingest.near_pair, ingest.related_link, ingest.search_document,
            ingest.shadow, ingest.sighting, ingest.sketch, ingest.sketch_band
        TO warta_writer;
        REVOKE UPDATE ON
            ingest.change, ingest.removed_block, ingest.revision, ingest.segment, ingest.tombstone
        FROM warta_writer;
        GRANT UPDATE (replaced_at) ON ingest.revision TO warta_writer;
        REVOKE INSERT, UPDATE ON ingest.migration, ingest.migration_file FROM warta_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA warta GRANT SELECT ON TABLES TO warta_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA warta GRANT EXECUTE ON FUNCTIONS TO warta_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA ingest
        GRANT SELECT, INSERT, UPDATE ON TABLES TO warta_writer;
    END IF;
END
$$;
