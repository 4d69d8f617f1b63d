-- Captures whose records have to be cut out of their files.
INSERT INTO ingest.excision (file, capture_id)
SELECT
    given.file,
    given.capture_id
FROM unnest(%(files)s::text[], %(capture_ids)s::uuid[]) AS given (file, capture_id)
ON CONFLICT (file, capture_id) DO NOTHING
