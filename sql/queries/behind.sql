-- How many articles search, or who looks for the same text, does not know yet as they are now: what a
-- run left that broke off, and the next one makes.
SELECT count(*)
FROM ingest.article
LEFT JOIN ingest.search_document ON search_document.article_id = article.id
LEFT JOIN ingest.sketch ON sketch.article_id = article.id
WHERE
    (
        search_document.revision IS DISTINCT FROM article.revision
        OR sketch.revision IS DISTINCT FROM article.revision
    )
    AND NOT EXISTS (
        SELECT FROM ingest.article_merge
        WHERE article_merge.article_id = article.id
    )
