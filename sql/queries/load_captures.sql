-- Record captures. Tells which of them are recorded already: their items have had their outcomes.
-- The site's row is held, so that nobody else records them meanwhile.
WITH known AS (
    SELECT capture.id
    FROM ingest.capture
    WHERE capture.id = any(%(id)s::uuid[])
),

recorded AS (
    INSERT INTO ingest.capture (
        id, site, run_id, kind, state, url, status, reason, captured_at, recorded_at, fetch_ms,
        file, file_offset, file_bytes, payload_sha256, revisit_of
    )
    SELECT
        given.id,
        %(site)s,
        %(run_id)s,
        given.kind,
        given.state,
        given.url,
        given.status,
        given.reason,
        given.captured_at,
        %(now)s,
        given.fetch_ms,
        given.file,
        given.file_offset,
        given.file_bytes,
        given.payload_sha256,
        given.revisit_of
    FROM
        unnest(
            %(id)s::uuid[],
            %(kind)s::ingest.capture_kind[],
            %(state)s::ingest.capture_state[],
            %(url)s::text[],
            %(status)s::int[],
            %(reason)s::text[],
            %(captured_at)s::timestamptz[],
            %(fetch_ms)s::int[],
            %(file)s::text[],
            %(file_offset)s::bigint[],
            %(file_bytes)s::bigint[],
            %(payload_sha256)s::bytea[],
            %(revisit_of)s::uuid[]
        ) AS given (
            id, kind, state, url, status, reason, captured_at, fetch_ms, file, file_offset,
            file_bytes, payload_sha256, revisit_of
        )
    WHERE
        NOT EXISTS (
            SELECT FROM known
            WHERE known.id = given.id
        )
)

SELECT id
FROM known
