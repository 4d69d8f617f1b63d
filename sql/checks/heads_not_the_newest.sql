-- The current revision of an article is the one that is valid now, and the only one.
SELECT
    articles.id,
    articles.revision,
    now_valid.revisions AS valid_now
FROM warta.articles
CROSS JOIN LATERAL (
    SELECT
        count(*) AS revisions,
        min(revisions.revision) AS revision
    FROM warta.revisions
    WHERE
        revisions.article_id = articles.id
        AND revisions.valid_from IS NOT NULL
        AND revisions.valid_to IS NULL
) AS now_valid
WHERE now_valid.revisions <> 1 OR now_valid.revision <> articles.revision
