-- Articles that were met at one path: in the batch, or in the batch and before. is_open tells
-- whether the other one has the path now.
SELECT
    met.path,
    met.article_id,
    (
        SELECT article.post_id FROM ingest.article
        WHERE article.id = met.article_id
    ) AS post_id,
    rival.article_id AS other_id,
    (
        SELECT article.post_id FROM ingest.article
        WHERE article.id = rival.article_id
    ) AS other_post_id,
    rival.is_open
FROM staged_alias AS met
CROSS JOIN LATERAL (
    SELECT
        alias.article_id,
        alias.to_at IS NULL AS is_open
    FROM ingest.alias
    WHERE alias.site = %(site)s AND alias.path = met.path AND alias.article_id <> met.article_id
    UNION ALL
    SELECT
        other.article_id,
        TRUE
    FROM staged_alias AS other
    WHERE
        met.is_shared
        AND other.path = met.path
        AND other.article_id <> met.article_id
) AS rival
