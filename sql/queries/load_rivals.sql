-- Articles that were met at one path: in the batch, or in the batch and before. is_open tells
-- whether the other one has the path now.
SELECT
    met.path,
    met.article_id,
    article.post_id,
    rival.article_id AS other_id,
    other.post_id AS other_post_id,
    rival.is_open
FROM staged_alias AS met
INNER JOIN (
    SELECT
        path,
        article_id,
        to_at IS NULL AS is_open
    FROM ingest.alias
    WHERE site = %(site)s
    UNION ALL
    SELECT
        path,
        article_id,
        TRUE
    FROM staged_alias
) AS rival
    ON rival.path = met.path AND rival.article_id <> met.article_id
INNER JOIN ingest.article ON article.id = met.article_id
INNER JOIN ingest.article AS other ON other.id = rival.article_id
