-- What was listed has been fetched: it is due again only when a later listing tells of a change. A
-- page in quarantine has not been: the next capture of it may be whole.
WITH answer AS (
    SELECT
        answered.key,
        max(answered.captured_at) AS captured_at
    FROM (
        SELECT
            listed.key,
            staged_item.captured_at
        FROM staged_item
        CROSS JOIN unnest(staged_item.paths) AS met (path)
        CROSS JOIN LATERAL (
            SELECT found.key FROM ingest.found
            WHERE found.site = %(site)s AND found.path = met.path
            ORDER BY found.path
            OFFSET 0
        ) AS listed
        WHERE staged_item.outcome NOT IN ('not_article', 'quarantined')
        UNION ALL
        SELECT
            'id:' || staged_item.post_id,
            staged_item.captured_at
        FROM staged_item
        WHERE
            staged_item.outcome NOT IN ('not_article', 'quarantined')
            AND staged_item.post_id IS NOT NULL
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
