-- The pages of these captures are due at once, where a listing told of them.
UPDATE ingest.found
SET
    is_wanted = TRUE,
    fetched_at = NULL,
    attempts = 0,
    next_attempt_at = NULL
FROM (
    SELECT
        item.capture_id,
        capture.site,
        item.paths
    FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = item.capture_id
    WHERE item.capture_id = any(%(capture_ids)s::uuid[]) AND item.outcome = 'quarantined'
) AS waiting
WHERE found.site = waiting.site AND found.path = any(waiting.paths)
RETURNING waiting.capture_id
