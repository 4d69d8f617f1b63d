-- The texts of articles, beyond one in their order, that have no sketch, or one of another revision or
-- recipe.
SELECT
    article.id,
    article.revision,
    left(revision.title, 1000) AS title,
    left(revision.body, 150000) AS body
FROM ingest.article
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
LEFT JOIN ingest.sketch ON sketch.article_id = article.id
WHERE
    article.id > %(after)s
    AND (sketch.revision IS DISTINCT FROM article.revision OR sketch.recipe <> %(recipe)s)
    AND NOT EXISTS (
        SELECT FROM ingest.article_merge
        WHERE article_merge.article_id = article.id
    )
ORDER BY article.id
LIMIT %(max_rows)s
