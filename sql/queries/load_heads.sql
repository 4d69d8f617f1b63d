-- Point each article that got a further revision to its current one: where the newest content of
-- the best origin begins.
UPDATE ingest.article
SET revision = head.revision
FROM (
    SELECT DISTINCT ON (placed.article_id)
        placed.article_id,
        placed.revision
    FROM (
        SELECT
            revision.article_id,
            revision.revision,
            revision.origin,
            revision.captured_at,
            revision.content_sha256,
            lag(revision.content_sha256) OVER (
                PARTITION BY revision.article_id, revision.origin
                ORDER BY revision.captured_at, revision.content_sha256
            ) AS content_before
        FROM ingest.revision
        WHERE
            revision.replaced_at IS NULL
            AND revision.article_id = any(
                array(
                    SELECT article_id FROM staged_revision
                    WHERE revision > 1
                )
            )
    ) AS placed
    WHERE placed.content_before IS DISTINCT FROM placed.content_sha256
    ORDER BY
        placed.article_id ASC,
        placed.origin DESC,
        placed.captured_at DESC,
        placed.content_sha256 DESC
) AS head
WHERE article.id = head.article_id AND article.revision <> head.revision
