-- What is stored of posts, by their numbers: the paths at which each was met.
SELECT
    article.post_id,
    article.id,
    array(
        SELECT alias.path FROM ingest.alias
        WHERE alias.article_id = article.id
    ) AS paths
FROM ingest.article
WHERE article.site = %(site)s AND article.post_id = any(%(post_ids)s::bigint[])
