-- Which of some texts in doubt a person accepted once: a capture of it waited, and a retry loaded it
-- without doubting it.
SELECT DISTINCT waiting.doubted_sha256
FROM ingest.item AS waiting
INNER JOIN ingest.item AS accepted
    ON accepted.capture_id = waiting.capture_id AND accepted.position = waiting.position
INNER JOIN ingest.run ON run.id = accepted.run_id
WHERE
    waiting.doubted_sha256 = any(%(keys)s::bytea[])
    AND waiting.outcome = 'quarantined'
    AND accepted.content_sha256 IS NOT NULL
    AND accepted.doubted_sha256 IS NULL
    AND run.site = %(site)s
    AND run.flow = 'quarantine'
