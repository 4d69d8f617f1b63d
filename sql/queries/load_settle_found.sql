-- What was listed has been fetched: it is due again only when a later listing tells of a change.
UPDATE ingest.found
SET fetched_at = answer.captured_at, attempts = 0, next_attempt_at = NULL
FROM (
    SELECT
        known.key,
        max(known.captured_at) AS captured_at
    FROM (
        SELECT
            found.key,
            staged_item.captured_at
        FROM staged_item
        CROSS JOIN unnest(staged_item.paths) AS met (path)
        INNER JOIN ingest.found ON found.site = %(site)s AND found.path = met.path
        WHERE staged_item.outcome <> 'not_article'
        UNION ALL
        SELECT
            'id:' || staged_item.post_id,
            staged_item.captured_at
        FROM staged_item
        WHERE staged_item.outcome <> 'not_article' AND staged_item.post_id IS NOT NULL
    ) AS known
    GROUP BY known.key
) AS answer
WHERE
    found.site = %(site)s
    AND found.key = answer.key
    AND (found.fetched_at IS NULL OR found.fetched_at < answer.captured_at)
    AND found.listed_at <= answer.captured_at
