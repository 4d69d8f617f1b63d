-- A provisional article whose path turns out to be that of a post id becomes that post's. One that
-- several ids claim is left alone: articles with different ids never merge.
WITH claimed AS (
    SELECT
        alias.article_id,
        min(staged_item.post_id) AS post_id
    FROM staged_item
    INNER JOIN staged_alias ON staged_alias.capture_id = staged_item.capture_id
    INNER JOIN ingest.alias
        ON alias.site = %(site)s AND alias.path = staged_alias.path AND alias.to_at IS NULL
    INNER JOIN ingest.article ON article.id = alias.article_id AND article.post_id IS NULL
    WHERE
        staged_item.article_id IS NULL
        AND staged_item.post_id IS NOT NULL
        AND staged_item.content_sha256 IS NOT NULL
    GROUP BY alias.article_id
    HAVING count(DISTINCT staged_item.post_id) = 1
),

chosen AS (
    SELECT
        post_id,
        min(article_id) AS article_id
    FROM claimed
    GROUP BY post_id
),

adopted AS (
    UPDATE ingest.article
    SET post_id = chosen.post_id
    FROM chosen
    WHERE article.id = chosen.article_id
    RETURNING article.id, article.post_id
)

UPDATE staged_item
SET article_id = adopted.id
FROM adopted
WHERE staged_item.post_id = adopted.post_id AND staged_item.content_sha256 IS NOT NULL
