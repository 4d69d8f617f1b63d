-- Records whose captures lie elsewhere, or are kept no more, have to be cut out of the files that an
-- import brought: what is removed is removed where rows say it lies.
INSERT INTO ingest.excision (file, capture_id)
SELECT
    given.file,
    given.capture_id
FROM unnest(%(files)s::text[], %(capture_ids)s::uuid[]) AS given (file, capture_id)
INNER JOIN ingest.capture ON capture.id = given.capture_id
WHERE capture.file IS DISTINCT FROM given.file
ON CONFLICT (file, capture_id) DO NOTHING
