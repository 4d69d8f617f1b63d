-- Articles that were gone, and are shown again by a later capture, are alive again.
WITH shown AS (
    SELECT
        article_id,
        max(captured_at) AS captured_at
    FROM staged_item
    WHERE article_id IS NOT NULL AND content_sha256 IS NOT NULL
    GROUP BY article_id
)

UPDATE ingest.article
SET is_live = TRUE, gone_at = NULL
FROM shown
WHERE
    article.id = shown.article_id
    AND article.id = any(array(SELECT article_id FROM shown))
    AND NOT article.is_live
    AND shown.captured_at > article.gone_at
RETURNING article.id
