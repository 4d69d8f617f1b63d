-- Revisions that rest on no reading that counts, count no longer. Where that is the current one, the
-- whole sequence is told anew: who follows the change feed sees what is current now as the last.
WITH known AS (
    SELECT
        revision.article_id,
        revision.revision,
        exists(
            SELECT FROM ingest.item
            WHERE
                item.capture_id = revision.capture_id
                AND item.content_sha256 = revision.content_sha256
                AND item.replaced_at IS NULL
        ) AS is_read
    FROM ingest.revision
    WHERE
        revision.article_id = any(%(article_ids)s::bigint[])
        AND revision.replaced_at IS NULL
)

UPDATE ingest.revision
SET replaced_at = %(now)s
FROM known
INNER JOIN ingest.article ON article.id = known.article_id
INNER JOIN known AS head
    ON head.article_id = article.id AND head.revision = article.revision
WHERE
    revision.article_id = known.article_id
    AND revision.revision = known.revision
    AND NOT (known.is_read AND head.is_read)
