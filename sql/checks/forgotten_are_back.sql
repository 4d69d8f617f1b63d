-- What was removed on request has not come back. Where it stands in a dump that was restored, or in
-- another database of the same captures, `warta forget` it there as well.
SELECT
    tombstone.id AS tombstone,
    article.id AS article
FROM ingest.tombstone
INNER JOIN ingest.article
    ON
        article.id = tombstone.article_id
        OR (
            article.site = tombstone.site
            AND (
                article.post_id = tombstone.post_id
                OR (
                    (article.post_id IS NULL OR tombstone.post_id IS NULL)
                    AND sha256(convert_to(article.path, 'UTF8')) = any(tombstone.path_sha256)
                )
            )
        )
