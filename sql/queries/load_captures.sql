-- Record the captures. One that is recorded already has had its outcome: its items are duplicates.
WITH added AS (
    INSERT INTO ingest.capture (
        id, site, run_id, kind, state, url, status, reason, captured_at, recorded_at, fetch_ms,
        file, file_offset, file_bytes, payload_sha256
    )
    SELECT
        id,
        %(site)s,
        %(run_id)s,
        kind,
        state,
        url,
        status,
        reason,
        captured_at,
        %(now)s,
        fetch_ms,
        file,
        file_offset,
        file_bytes,
        payload_sha256
    FROM staged_capture
    ON CONFLICT (id) DO NOTHING
    RETURNING id
)

UPDATE staged_item
SET outcome = 'duplicate_capture', content_sha256 = NULL, origin = NULL
WHERE capture_id NOT IN (SELECT id FROM added)
