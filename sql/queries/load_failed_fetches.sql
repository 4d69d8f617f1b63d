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
        path,
        max(captured_at) AS captured_at
    FROM unnest(%(paths)s::text[], %(times)s::timestamptz[]) AS given (path, captured_at)
    GROUP BY path
) AS failed
WHERE
    found.site = %(site)s
    AND found.path = failed.path
    AND found.path = any(%(paths)s::text[])
    AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
