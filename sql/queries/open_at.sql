-- Which posts are known at paths today.
SELECT
    alias.path,
    alias.article_id
FROM ingest.alias
INNER JOIN ingest.article ON article.id = alias.article_id
WHERE
    alias.site = %(site)s
    AND alias.path = any(%(paths)s::text[])
    AND alias.to_at IS NULL
    AND article.post_id IS NOT NULL
