-- A provisional article whose path turns out to be that of a new post id becomes that post's. One
-- that several ids claim is left alone: articles with different ids never merge.
WITH claimed AS (
    SELECT
        owner.id AS article_id,
        min(staged_item.post_id) AS post_id
    FROM staged_item
    CROSS JOIN unnest(staged_item.paths) AS met (path)
    CROSS JOIN LATERAL (
        SELECT alias.article_id AS id FROM ingest.alias
        WHERE alias.site = %(site)s AND alias.path = met.path AND alias.to_at IS NULL
        ORDER BY alias.path
        LIMIT 1
    ) AS owner
    WHERE
        staged_item.article_id IS NULL
        AND staged_item.post_id IS NOT NULL
        AND staged_item.content_sha256 IS NOT NULL
        AND (
            SELECT article.post_id FROM ingest.article
            WHERE article.id = owner.id
        ) IS NULL
    GROUP BY owner.id
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
),

found AS (
    UPDATE staged_item
    SET article_id = adopted.id
    FROM adopted
    WHERE staged_item.post_id = adopted.post_id AND staged_item.content_sha256 IS NOT NULL
)

SELECT id
FROM adopted
