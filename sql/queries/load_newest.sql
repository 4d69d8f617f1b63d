-- Find the captures of the batch that are the newest, of the best origin, that their articles have.
-- Others say nothing of how an article is now. To be asked before the batch's items are recorded.
WITH newest AS (
    SELECT DISTINCT ON (item.article_id)
        item.article_id,
        item.capture_id,
        item.position,
        item.origin,
        item.captured_at,
        item.content_sha256
    FROM staged_item AS item
    WHERE item.article_id IS NOT NULL
    ORDER BY
        item.article_id ASC,
        item.origin DESC,
        item.captured_at DESC,
        item.content_sha256 DESC,
        item.capture_id DESC
)

SELECT
    newest.article_id,
    newest.capture_id,
    newest.position AS item
FROM newest
CROSS JOIN LATERAL (
    SELECT array_agg(article_merge.article_id) AS ids
    FROM ingest.article_merge
    WHERE article_merge.into_id = newest.article_id
) AS merged
CROSS JOIN LATERAL (
    SELECT count(*) AS items
    FROM ingest.item
    WHERE
        item.article_id = any(newest.article_id || merged.ids)
        AND item.content_sha256 IS NOT NULL
        AND item.replaced_at IS NULL
        AND (item.origin, item.captured_at, item.content_sha256, item.capture_id)
        > (newest.origin, newest.captured_at, newest.content_sha256, newest.capture_id)
) AS newer
WHERE newer.items = 0
