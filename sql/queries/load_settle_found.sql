-- What was listed has been fetched: it is due again only when a later listing tells of a change.
UPDATE ingest.found
SET fetched_at = answer.captured_at, attempts = 0, next_attempt_at = NULL
FROM (
    SELECT
        staged_alias.path,
        staged_item.post_id,
        max(staged_item.captured_at) AS captured_at
    FROM staged_item
    INNER JOIN staged_alias ON staged_alias.capture_id = staged_item.capture_id
    WHERE staged_item.outcome <> 'not_article'
    GROUP BY staged_alias.path, staged_item.post_id
) AS answer
WHERE
    found.site = %(site)s
    AND (found.path = answer.path OR found.post_id = answer.post_id)
    AND (found.fetched_at IS NULL OR found.fetched_at < answer.captured_at)
    AND found.listed_at <= answer.captured_at
