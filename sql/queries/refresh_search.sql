-- Make the search documents of articles that have none, or whose current revision is another. A
-- tsvector holds a megabyte at the most, hence the bounds on title and body. Two processes that do
-- this at once take different articles, and don't wait for each other.
WITH stale AS (
    SELECT
        article.id,
        article.revision
    FROM ingest.article
    LEFT JOIN ingest.search_document AS document ON document.article_id = article.id
    WHERE
        document.revision IS DISTINCT FROM article.revision
        AND NOT EXISTS (
            SELECT FROM ingest.article_merge
            WHERE article_merge.article_id = article.id
        )
    ORDER BY article.id
    LIMIT %(max_rows)s
    FOR NO KEY UPDATE OF article SKIP LOCKED
)

INSERT INTO ingest.search_document (article_id, revision, document)
SELECT
    stale.id,
    stale.revision,
    setweight(to_tsvector('ingest.indonesian', left(revision.title, 1000)), 'A')
    || setweight(to_tsvector('ingest.indonesian', left(revision.body, 150000)), 'B')
FROM stale
INNER JOIN ingest.revision
    ON revision.article_id = stale.id AND revision.revision = stale.revision
ON CONFLICT (article_id) DO UPDATE
    SET revision = excluded.revision, document = excluded.document
