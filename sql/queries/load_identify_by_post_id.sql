-- The post id says which article it is.
UPDATE staged_item
SET article_id = article.id
FROM ingest.article
WHERE
    article.site = %(site)s
    AND article.post_id = staged_item.post_id
    AND staged_item.content_sha256 IS NOT NULL
