-- No run is at a site, an ingest that came to its end has been there since, and yet a search
-- document is missing or stale; or one is of no article.
SELECT
    article.id,
    article.revision,
    document.revision AS document_revision
FROM ingest.article
LEFT JOIN ingest.article_merge ON article_merge.article_id = article.id
LEFT JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
FULL OUTER JOIN ingest.search_document AS document ON document.article_id = article.id
WHERE
    (
        article_merge.into_id IS NULL
        AND document.revision IS DISTINCT FROM article.revision
        OR article_merge.into_id IS NOT NULL AND document.article_id IS NOT NULL
    )
    AND NOT EXISTS (
        SELECT FROM ingest.run
        WHERE run.site = article.site AND run.state = 'running' AND run.flow <> 'verify'
    )
    AND (
        article.id IS NULL
        OR EXISTS (
            SELECT FROM ingest.run
            WHERE
                run.site = article.site
                AND run.flow = 'ingest'
                AND run.exit_code IN (0, 3, 4)
                AND run.started_at >= greatest(revision.recorded_at, article_merge.merged_at)
        )
    )
