-- Write the related links of the captures that articles now take theirs from.
INSERT INTO ingest.related_link (article_id, position, marker, title, url, target_path)
SELECT
    source.article_id,
    link.position,
    link.marker,
    link.title,
    link.url,
    link.target_path
FROM (
    SELECT DISTINCT ON (staged_item.article_id)
        staged_item.article_id,
        staged_item.capture_id
    FROM staged_item
    INNER JOIN ingest.article
        ON
            article.id = staged_item.article_id
            AND article.related_at = staged_item.captured_at
    ORDER BY staged_item.article_id ASC, staged_item.content_sha256 DESC
) AS source
INNER JOIN staged_related AS link ON link.capture_id = source.capture_id
ON CONFLICT (article_id, position) DO NOTHING
