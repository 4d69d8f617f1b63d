-- All that articles said, as it counts today.
SELECT
    revision.article_id,
    revision.title,
    revision.published_at,
    revision.body,
    revision.authors
FROM ingest.revision
WHERE revision.article_id = any(%(article_ids)s::bigint[]) AND revision.replaced_at IS NULL
