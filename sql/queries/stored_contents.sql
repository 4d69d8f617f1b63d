-- Which of these contents the site's archive has already: they need not be sent again.
SELECT DISTINCT revision.content_sha256
FROM ingest.revision
INNER JOIN ingest.article ON article.id = revision.article_id
WHERE revision.content_sha256 = any(%(contents)s) AND article.site = %(site)s
