-- Contents of a site by their hashes, to be compared with what another extractor reads.
SELECT DISTINCT ON (revision.content_sha256)
    revision.content_sha256,
    revision.url,
    revision.title,
    revision.body,
    revision.blocks,
    revision.section,
    revision.authors,
    revision.tags,
    revision.lead_image_url,
    revision.language,
    revision.published_at,
    revision.extractor_version
FROM ingest.revision
INNER JOIN ingest.article ON article.id = revision.article_id
WHERE
    revision.content_sha256 = any(%(contents)s::bytea[])
    AND article.site = %(site)s
ORDER BY revision.content_sha256, revision.recorded_at
