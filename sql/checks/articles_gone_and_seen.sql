-- An article that is gone was not seen since; one that is live is not told of as gone last.
SELECT
    article.id,
    article.gone_at,
    sighting.last_seen_at,
    told.operation
FROM ingest.article
INNER JOIN ingest.sighting ON sighting.article_id = article.id
LEFT JOIN LATERAL (
    SELECT change.operation
    FROM ingest.change
    WHERE change.article_id = article.id AND change.operation IN ('gone', 'return')
    ORDER BY change.seq DESC
    LIMIT 1
) AS told ON TRUE
WHERE
    sighting.last_seen_at > article.gone_at
    OR (article.is_live AND told.operation = 'gone')
    OR (NOT article.is_live AND told.operation IS DISTINCT FROM 'gone')
