-- At which addresses texts in doubt stand today, as what the article there says, or wait in
-- quarantine, or did: the least path of that article, else its own. Of the thousands of a site that
-- was away, some are enough.
SELECT
    given.doubted_sha256,
    coalesce(
        (
            SELECT min(alias.path COLLATE "C") FROM ingest.alias
            WHERE alias.article_id = seen.article_id
        ),
        seen.path
    ) AS path
FROM unnest(%(keys)s::bytea[]) AS given (doubted_sha256)
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (item.paths[1])
        item.paths[1] AS path,
        alias.article_id
    FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = item.capture_id
    LEFT JOIN ingest.alias
        ON alias.site = capture.site AND alias.path = item.paths[1] AND alias.to_at IS NULL
    WHERE
        item.doubted_sha256 = given.doubted_sha256
        AND capture.site = %(site)s
        AND (
            item.outcome = 'quarantined'
            OR EXISTS (
                SELECT FROM ingest.article
                INNER JOIN ingest.revision
                    ON revision.article_id = article.id AND revision.revision = article.revision
                WHERE
                    article.id = alias.article_id
                    AND revision.content_sha256 = item.content_sha256
            )
        )
    ORDER BY item.paths[1]
    LIMIT 50
) AS seen
