-- A capture that repeats another one needs that one's body, which is kept whole and never expires.
SELECT
    capture.id,
    capture.revisit_of
FROM ingest.capture
LEFT JOIN ingest.capture AS original ON original.id = capture.revisit_of
WHERE
    capture.revisit_of IS NOT NULL
    AND capture.file IS NOT NULL
    AND (original.file IS NULL OR original.revisit_of IS NOT NULL)
