-- A path at which another article is met now is no longer its last owner's, unless that one was
-- seen later than this capture.
UPDATE ingest.alias
SET to_at = met.captured_at
FROM (
    SELECT DISTINCT ON (staged_alias.path)
        staged_alias.path,
        staged_item.article_id,
        staged_item.captured_at
    FROM staged_alias
    INNER JOIN staged_item ON staged_item.capture_id = staged_alias.capture_id
    WHERE staged_item.article_id IS NOT NULL
    ORDER BY staged_alias.path ASC, staged_item.captured_at DESC, staged_item.article_id ASC
) AS met,
    ingest.sighting
WHERE
    alias.site = %(site)s
    AND alias.path = met.path
    AND alias.article_id <> met.article_id
    AND alias.to_at IS NULL
    AND sighting.article_id = alias.article_id
    AND sighting.last_seen_at < met.captured_at
