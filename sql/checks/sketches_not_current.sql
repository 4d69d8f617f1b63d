-- No run is at a site, and yet a sketch is missing, stale, or of no article.
SELECT
    article.id,
    article.revision,
    sketch.revision AS sketch_revision
FROM ingest.article
LEFT JOIN ingest.article_merge ON article_merge.article_id = article.id
FULL OUTER JOIN ingest.sketch ON sketch.article_id = article.id
WHERE
    (
        article_merge.into_id IS NULL
        AND sketch.revision IS DISTINCT FROM article.revision
        OR article_merge.into_id IS NOT NULL AND sketch.article_id IS NOT NULL
    )
    AND NOT EXISTS (
        SELECT FROM ingest.run
        WHERE run.site = article.site AND run.state = 'running'
    )
