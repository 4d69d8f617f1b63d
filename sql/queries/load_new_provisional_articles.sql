-- Pages at paths of no article, that state no post id, are provisional articles.
WITH fresh AS (
    SELECT
        page_key,
        min(captured_at) AS captured_at
    FROM staged_item
    WHERE article_id IS NULL AND content_sha256 IS NOT NULL
    GROUP BY page_key
),

added AS (
    INSERT INTO ingest.article (site, post_id, path, revision, first_seen_at, is_live)
    SELECT
        %(site)s,
        NULL,
        page_key,
        1,
        captured_at,
        TRUE
    FROM fresh
    RETURNING id, path
)

UPDATE staged_item
SET article_id = added.id
FROM added
WHERE
    staged_item.page_key = added.path
    AND staged_item.article_id IS NULL
    AND staged_item.content_sha256 IS NOT NULL
