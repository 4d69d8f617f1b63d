-- What was listed has been fetched: it is due again only when a later listing tells of a change. A
-- page is found by its paths, and by its post id (key) where it states one.
WITH shown AS (
    SELECT
        given.path,
        given.key,
        given.captured_at
    FROM
        unnest(
            %(paths)s::text[],
            %(keys)s::text[],
            %(times)s::timestamptz[]
        ) AS given (path, key, captured_at)
),

answer AS (
    SELECT
        answered.key,
        max(answered.captured_at) AS captured_at
    FROM (
        SELECT
            listed.key,
            shown.captured_at
        FROM shown
        CROSS JOIN LATERAL (
            SELECT found.key FROM ingest.found
            WHERE found.site = %(site)s AND found.path = shown.path
            ORDER BY found.path
            OFFSET 0
        ) AS listed
        UNION ALL
        SELECT
            shown.key,
            shown.captured_at
        FROM shown
        WHERE shown.key IS NOT NULL
    ) AS answered
    GROUP BY answered.key
)

UPDATE ingest.found
SET fetched_at = answer.captured_at, attempts = 0, next_attempt_at = NULL
FROM answer
WHERE
    found.site = %(site)s
    AND found.key = answer.key
    AND found.key = any(array(SELECT key FROM answer))
    AND (found.fetched_at IS NULL OR found.fetched_at < answer.captured_at)
    AND found.listed_at <= answer.captured_at
