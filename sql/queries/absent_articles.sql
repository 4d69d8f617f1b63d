-- Live articles that the lists of the ledger did not name when they were read last, the longest
-- unchecked first. One whose path belongs to another article by now is asked for by its number. What
-- lies beside the days of the ledger is absent from it for that reason: it is given where REST can
-- name it by its number (everywhere).
SELECT
    article.id AS article_id,
    article.post_id,
    CASE WHEN is_there.at_its_path THEN articles.url END AS url
FROM warta.articles
INNER JOIN ingest.article ON article.id = articles.id
LEFT JOIN ingest.absence ON absence.article_id = article.id
CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(alias.to_at IS NULL), FALSE) AS at_its_path
    FROM ingest.alias
    WHERE
        alias.article_id = article.id
        AND right(articles.url, length(alias.path)) = alias.path
) AS is_there
WHERE
    articles.site = %(site)s
    AND articles.is_live
    AND (is_there.at_its_path OR article.post_id IS NOT NULL)
    AND (
        (%(everywhere)s AND article.post_id IS NOT NULL)
        OR (articles.published_at AT TIME ZONE %(zone)s)::date BETWEEN %(first)s AND %(last)s
    )
    AND NOT EXISTS (
        SELECT FROM ingest.ledger_state AS entry
        WHERE
            entry.site = articles.site
            AND entry.key = 'id:' || article.post_id
            AND entry.is_named
    )
    AND NOT EXISTS (
        SELECT FROM ingest.ledger_state AS entry
        INNER JOIN ingest.alias ON alias.site = entry.site AND alias.path = entry.path
        WHERE
            entry.site = articles.site
            AND entry.is_named
            AND alias.article_id = article.id
            AND alias.to_at IS NULL
            AND (entry.post_id IS NULL OR article.post_id IS NULL)
    )
ORDER BY absence.checked_at ASC NULLS FIRST, article.id ASC
