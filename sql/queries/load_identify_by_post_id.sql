-- The post id says which article it is. A look-up for each item, here and in what follows: the
-- planner must not take to reading a large archive for the sake of a batch.
UPDATE staged_item
SET article_id = (
    SELECT article.id FROM ingest.article
    WHERE article.site = %(site)s AND article.post_id = staged_item.post_id
)
WHERE post_id IS NOT NULL AND content_sha256 IS NOT NULL
