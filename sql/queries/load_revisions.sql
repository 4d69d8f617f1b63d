-- Write the missing revisions whose content came with the batch.
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
INNER JOIN staged_content AS content ON content.content_sha256 = missing.content_sha256
