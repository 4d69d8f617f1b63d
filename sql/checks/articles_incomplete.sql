-- Each article that is one has been met at a path, was seen, has captures, and is told of in the
-- feed; one that was merged has none of that any more, and is not itself what others were merged
-- into.
SELECT
    article.id,
    article_merge.into_id,
    owned.is_met,
    owned.is_seen,
    owned.is_captured,
    owned.is_told
FROM ingest.article
LEFT JOIN ingest.article_merge ON article_merge.article_id = article.id
CROSS JOIN LATERAL (
    SELECT
        exists(
            SELECT FROM ingest.alias
            WHERE alias.article_id = article.id
        ) AS is_met,
        exists(
            SELECT FROM ingest.sighting
            WHERE sighting.article_id = article.id
        ) AS is_seen,
        exists(
            SELECT FROM ingest.item
            WHERE item.article_id = article.id
        ) AS is_captured,
        exists(
            SELECT FROM ingest.change
            WHERE change.article_id = article.id AND change.operation = 'insert'
        ) AS is_told,
        exists(
            SELECT FROM ingest.article_merge AS further
            WHERE further.into_id = article.id
        ) AS has_merged
) AS owned
WHERE
    CASE
        WHEN article_merge.into_id IS NULL
            THEN
                NOT (
                    owned.is_met
                    AND owned.is_seen
                    AND (owned.is_captured OR owned.has_merged)
                    AND owned.is_told
                )
        ELSE owned.is_met OR owned.is_seen OR owned.has_merged OR article.post_id IS NOT NULL
    END
