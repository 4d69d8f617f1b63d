-- Captures that are kept: all of them, or as many as sample says, chosen by chance from seed.
SELECT
    chosen.id,
    chosen.url,
    chosen.file,
    chosen.file_offset,
    chosen.file_bytes,
    chosen.payload_sha256,
    chosen.revisit_of
FROM (
    SELECT *
    FROM ingest.capture
    WHERE file IS NOT NULL
    ORDER BY CASE WHEN %(sample)s::bigint IS NOT NULL THEN md5(%(seed)s || id::text) END
    LIMIT %(sample)s::bigint
) AS chosen
ORDER BY chosen.file ASC, chosen.file_offset ASC
