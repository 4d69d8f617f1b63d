-- What was removed on request has not come back.
SELECT
    tombstone.article_id,
    article.id
FROM ingest.tombstone
INNER JOIN ingest.article
    ON
        article.id = tombstone.article_id
        OR (article.site = tombstone.site AND article.post_id = tombstone.post_id)
