-- Take away the related links of articles whose newest capture shows others.
WITH newest AS (
    SELECT DISTINCT ON (staged_item.article_id)
        staged_item.article_id,
        staged_item.capture_id,
        staged_item.captured_at
    FROM staged_item
    INNER JOIN ingest.article ON article.id = staged_item.article_id
    WHERE staged_item.captured_at >= article.related_at
    ORDER BY staged_item.article_id ASC, staged_item.captured_at DESC, staged_item.content_sha256 DESC
),

shown AS (
    SELECT
        newest.article_id,
        newest.captured_at,
        (
            SELECT array_agg((link.marker, link.title, link.url)::text ORDER BY link.position)
            FROM staged_related AS link
            WHERE link.capture_id = newest.capture_id
        ) AS links,
        (
            SELECT array_agg((link.marker, link.title, link.url)::text ORDER BY link.position)
            FROM ingest.related_link AS link
            WHERE link.article_id = newest.article_id
        ) AS stored_links
    FROM newest
),

changed AS (
    UPDATE ingest.article
    SET related_at = shown.captured_at
    FROM shown
    WHERE
        article.id = shown.article_id
        AND (shown.links IS DISTINCT FROM shown.stored_links OR article.related_at = '-infinity')
    RETURNING article.id
)

DELETE FROM ingest.related_link
USING changed
WHERE related_link.article_id = changed.id
