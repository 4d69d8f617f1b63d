-- The articles that a run brought in or changed, the newest first.
SELECT
    item.outcome::text AS outcome,
    revision.title,
    revision.published_at,
    revision.section,
    revision.url
FROM ingest.item
INNER JOIN ingest.revision
    ON revision.article_id = item.article_id AND revision.revision = item.revision
WHERE item.run_id = %(run_id)s
ORDER BY revision.published_at DESC NULLS LAST, revision.article_id DESC
LIMIT %(max_rows)s
