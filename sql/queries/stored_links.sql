-- The related links of some articles, in order.
SELECT
    article_id,
    marker,
    title,
    url
FROM ingest.related_link
WHERE article_id = any(%(article_ids)s::bigint[])
ORDER BY article_id, position
