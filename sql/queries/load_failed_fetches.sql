-- A page that could not be had is asked for again: after 10 minutes, then 4 times as long each
-- time, a day at the most. What was not even asked for keeps its place.
UPDATE ingest.found
SET
    attempts = found.attempts + 1,
    next_attempt_at
    = failed.captured_at
    + least(interval '10 minutes' * power(4, least(found.attempts, 6)), interval '1 day')
FROM (
    SELECT
        staged_alias.path,
        max(staged_capture.captured_at) AS captured_at
    FROM staged_capture
    INNER JOIN staged_alias ON staged_alias.capture_id = staged_capture.id
    LEFT JOIN staged_item ON staged_item.capture_id = staged_capture.id
    WHERE
        staged_capture.kind = 'page'
        AND (staged_item.outcome IS NULL OR staged_item.outcome = 'not_article')
        AND coalesce(staged_capture.reason, '')
        NOT IN ('retry_after', 'budget', 'robots_unreadable')
    GROUP BY staged_alias.path
) AS failed
WHERE
    found.site = %(site)s
    AND found.path = failed.path
    AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
