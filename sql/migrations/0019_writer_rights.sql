-- A writer deletes what flows delete: what was recorded (captures, items, what was stripped, runs,
-- merges) is the owner's to remove.

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'warta_writer') THEN
        REVOKE DELETE ON ALL TABLES IN SCHEMA ingest FROM warta_writer;
        GRANT DELETE ON
            ingest.absence, ingest.alias, ingest.excision, ingest.found, ingest.found_by,
            ingest.ledger_entry, ingest.near_pair, ingest.related_link, ingest.search_document,
            ingest.shadow, ingest.sighting, ingest.sketch, ingest.sketch_band
        TO warta_writer;
        REVOKE UPDATE ON ingest.removed_block, ingest.segment FROM warta_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA ingest REVOKE DELETE ON TABLES FROM warta_writer;
    END IF;
END
$$;
