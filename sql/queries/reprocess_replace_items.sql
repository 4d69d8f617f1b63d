-- The readings of some captures count no longer: a newer extractor's take their place. Tells whose
-- they were.
WITH replaced AS (
    UPDATE ingest.item
    SET replaced_at = %(now)s
    WHERE
        capture_id = any(%(capture_ids)s::uuid[])
        AND position = 1
        AND content_sha256 IS NOT NULL
        AND replaced_at IS NULL
    RETURNING article_id
)

SELECT DISTINCT coalesce(article_merge.into_id, replaced.article_id) AS article_id
FROM replaced
LEFT JOIN ingest.article_merge ON article_merge.article_id = replaced.article_id
