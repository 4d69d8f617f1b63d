-- No run is at a site, and yet a search document is missing, stale, or of no article.
SELECT
    article.id,
    article.revision,
    document.revision AS document_revision
FROM ingest.article
LEFT JOIN ingest.article_merge ON article_merge.article_id = article.id
FULL OUTER JOIN ingest.search_document AS document ON document.article_id = article.id
WHERE
    (
        article_merge.into_id IS NULL
        AND document.revision IS DISTINCT FROM article.revision
        OR article_merge.into_id IS NOT NULL AND document.article_id IS NOT NULL
    )
    AND NOT EXISTS (
        SELECT FROM ingest.run
        WHERE run.site = article.site AND run.state = 'running'
    )
