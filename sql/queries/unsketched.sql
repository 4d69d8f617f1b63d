-- The texts of articles that have no sketch, or whose current revision or recipe is another.
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
    (sketch.revision IS DISTINCT FROM article.revision OR sketch.recipe <> %(recipe)s)
    AND NOT EXISTS (
        SELECT FROM ingest.article_merge
        WHERE article_merge.article_id = article.id
    )
ORDER BY article.id
LIMIT %(max_rows)s
