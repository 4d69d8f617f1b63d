-- Post ids that are not known yet are new articles.
WITH fresh AS (
    SELECT
        post_id,
        min(paths[1]) AS path,
        min(captured_at) AS captured_at
    FROM staged_item
    WHERE article_id IS NULL AND post_id IS NOT NULL AND content_sha256 IS NOT NULL
    GROUP BY post_id
),

added AS (
    INSERT INTO ingest.article (site, post_id, path, revision, first_seen_at, is_live)
    SELECT
        %(site)s,
        post_id,
        path,
        1,
        captured_at,
        TRUE
    FROM fresh
    RETURNING id, post_id
)

UPDATE staged_item
SET article_id = added.id
FROM added
WHERE staged_item.post_id = added.post_id AND staged_item.content_sha256 IS NOT NULL
