-- Each item has one outcome that fits what it is: what shows an article belongs to one, what does
-- not has its reason, and what made a revision points to it.
SELECT
    item.run_id,
    item.capture_id,
    item.position,
    item.outcome
FROM ingest.item
LEFT JOIN ingest.revision
    ON revision.article_id = item.article_id AND revision.revision = item.revision
WHERE
    (item.content_sha256 IS NULL)
    <> (item.outcome IN ('not_article', 'quarantined', 'duplicate_capture', 'page_part', 'gone'))
    OR (item.article_id IS NULL) <> (item.content_sha256 IS NULL)
    OR (item.outcome IN ('inserted', 'revised', 'corrected', 'moved') AND item.revision IS NULL)
    OR (item.outcome IN ('not_article', 'quarantined') AND cardinality(item.reasons) = 0)
    OR (
        item.revision IS NOT NULL
        AND (revision.capture_id, revision.content_sha256)
        IS DISTINCT FROM (item.capture_id, item.content_sha256)
    )
