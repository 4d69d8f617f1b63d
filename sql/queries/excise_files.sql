-- Whole files are to go: nothing that lies there is kept elsewhere.
INSERT INTO ingest.excision (file, capture_id, replacement)
SELECT
    capture.file,
    capture.id,
    ''
FROM ingest.capture
WHERE capture.file = any(%(files)s::text[])
UNION
SELECT
    excision.file,
    excision.capture_id,
    ''
FROM ingest.excision
WHERE excision.file = any(%(files)s::text[])
ON CONFLICT (file, capture_id) DO UPDATE
    SET replacement = excluded.replacement
