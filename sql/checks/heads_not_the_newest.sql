-- The current revision of an article is the one that is valid now, and the only one.
SELECT
    articles.id,
    articles.revision,
    count(revisions.revision) AS valid_now
FROM warta.articles
LEFT JOIN warta.revisions
    ON revisions.article_id = articles.id
    AND revisions.valid_from IS NOT NULL
    AND revisions.valid_to IS NULL
GROUP BY articles.id, articles.revision
HAVING count(revisions.revision) <> 1 OR min(revisions.revision) <> articles.revision
