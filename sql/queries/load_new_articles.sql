-- Post ids that are not known yet are new articles.
WITH fresh AS (
    SELECT DISTINCT ON (post_id)
        post_id,
        path,
        captured_at
    FROM staged_item
    WHERE article_id IS NULL AND post_id IS NOT NULL AND content_sha256 IS NOT NULL
    ORDER BY post_id, captured_at
),

added AS (
    INSERT INTO ingest.article (
        site, post_id, path, revision, first_seen_at, is_live, related_at
    )
    SELECT
        %(site)s,
        post_id,
        path,
        1,
        captured_at,
        TRUE,
        '-infinity'
    FROM fresh
    RETURNING id, post_id
)

UPDATE staged_item
SET article_id = added.id
FROM added
WHERE staged_item.post_id = added.post_id AND staged_item.content_sha256 IS NOT NULL
