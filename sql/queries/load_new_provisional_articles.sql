-- Paths that belong to no article yet, on pages that state no post id, are provisional articles.
WITH fresh AS (
    SELECT DISTINCT ON (path)
        path,
        captured_at
    FROM staged_item
    WHERE article_id IS NULL AND content_sha256 IS NOT NULL
    ORDER BY path, captured_at
),

added AS (
    INSERT INTO ingest.article (
        site, post_id, path, revision, first_seen_at, is_live, related_at
    )
    SELECT
        %(site)s,
        NULL,
        path,
        1,
        captured_at,
        TRUE,
        '-infinity'
    FROM fresh
    RETURNING id, path
)

UPDATE staged_item
SET article_id = added.id
FROM added
WHERE
    staged_item.path = added.path
    AND staged_item.article_id IS NULL
    AND staged_item.content_sha256 IS NOT NULL
