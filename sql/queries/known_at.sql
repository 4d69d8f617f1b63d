-- Which articles have a number of these, or were ever met at one of these paths: the paths at which
-- each was met, and the contents that count today.
SELECT
    article.id,
    article.post_id,
    array(
        SELECT alias.path FROM ingest.alias
        WHERE alias.article_id = article.id
    ) AS paths,
    array(
        SELECT revision.content_sha256 FROM ingest.revision
        WHERE revision.article_id = article.id AND revision.replaced_at IS NULL
    ) AS contents
FROM ingest.article
WHERE
    article.id IN (
        SELECT alias.article_id FROM ingest.alias
        WHERE alias.site = %(site)s AND alias.path = any(%(paths)s::text[])
        UNION ALL
        SELECT numbered.id FROM ingest.article AS numbered
        WHERE numbered.site = %(site)s AND numbered.post_id = any(%(post_ids)s::bigint[])
    )
