-- Where captures lie.
SELECT
    id,
    url,
    captured_at,
    file,
    file_offset,
    file_bytes
FROM ingest.capture
WHERE id = any(%(capture_ids)s::uuid[]) AND file IS NOT NULL
