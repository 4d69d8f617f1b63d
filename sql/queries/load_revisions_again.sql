-- Write the missing revisions whose content did not come with the batch: the site's archive has it,
-- because the article had it before, or because an older capture shows that it came back.
INSERT INTO ingest.revision (
    article_id, revision, cause, origin, url, title, body, blocks, section, dateline_place, place,
    authors, tags, lead_image_url, language, published_at, modified_at, captured_at, recorded_at,
    capture_id, extractor_version, content_sha256
)
SELECT
    missing.article_id,
    missing.revision,
    missing.cause,
    missing.origin,
    content.url,
    content.title,
    content.body,
    content.blocks,
    content.section,
    content.dateline_place,
    content.place,
    content.authors,
    content.tags,
    content.lead_image_url,
    content.language,
    content.published_at,
    missing.modified_at,
    missing.captured_at,
    %(now)s,
    missing.capture_id,
    content.extractor_version,
    missing.content_sha256
FROM staged_revision AS missing
CROSS JOIN LATERAL (
    SELECT
        revision.url,
        revision.title,
        revision.body,
        revision.blocks,
        revision.section,
        revision.dateline_place,
        revision.place,
        revision.authors,
        revision.tags,
        revision.lead_image_url,
        revision.language,
        revision.published_at,
        revision.extractor_version
    FROM ingest.revision
    INNER JOIN ingest.article ON article.id = revision.article_id
    WHERE revision.content_sha256 = missing.content_sha256 AND article.site = %(site)s
    ORDER BY
        revision.article_id = missing.article_id DESC,
        revision.article_id ASC,
        revision.revision ASC
    LIMIT 1
) AS content
WHERE
    NOT EXISTS (
        SELECT FROM ingest.revision
        WHERE
            revision.article_id = missing.article_id
            AND revision.revision = missing.revision
    )
