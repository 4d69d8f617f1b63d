-- Revisions whose capture was recorded before have lost what was stripped of it: it is that of the
-- same content, as it was recorded then.
INSERT INTO ingest.removed_block (article_id, revision, position, rule, text)
SELECT
    made.article_id,
    made.revision,
    removed.position,
    removed.rule,
    removed.text
FROM staged_revision AS made
CROSS JOIN LATERAL (
    SELECT
        revision.article_id,
        revision.revision
    FROM ingest.revision
    WHERE
        revision.content_sha256 = made.content_sha256
        AND (revision.article_id, revision.revision) <> (made.article_id, made.revision)
    ORDER BY
        revision.article_id = made.article_id DESC,
        revision.article_id ASC,
        revision.revision ASC
    LIMIT 1
) AS source
INNER JOIN ingest.removed_block AS removed
    ON removed.article_id = source.article_id AND removed.revision = source.revision
WHERE
    NOT EXISTS (
        SELECT FROM staged_item
        WHERE staged_item.capture_id = made.capture_id
    )
