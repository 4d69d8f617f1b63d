-- Name the columns in which each new revision differs from the content before it.
UPDATE staged_revision
SET
    fields = array_remove(
        ARRAY[
            CASE WHEN after.url <> before.url THEN 'url' END,
            CASE WHEN after.section IS DISTINCT FROM before.section THEN 'section' END,
            CASE WHEN after.title <> before.title THEN 'title' END,
            CASE WHEN after.body <> before.body THEN 'body' END,
            CASE WHEN after.blocks <> before.blocks THEN 'blocks' END,
            CASE WHEN after.authors <> before.authors THEN 'authors' END,
            CASE WHEN after.tags <> before.tags THEN 'tags' END,
            CASE
                WHEN after.lead_image_url IS DISTINCT FROM before.lead_image_url
                    THEN 'lead_image_url'
            END,
            CASE WHEN after.language <> before.language THEN 'language' END,
            CASE
                WHEN after.published_at IS DISTINCT FROM before.published_at THEN 'published_at'
            END
        ],
        NULL
    )
FROM ingest.revision AS after
CROSS JOIN LATERAL (
    SELECT revision.*
    FROM ingest.revision
    WHERE
        revision.article_id = after.article_id
        AND (
            revision.origin < after.origin
            OR (
                revision.origin = after.origin
                AND (revision.captured_at, revision.revision) < (after.captured_at, after.revision)
            )
        )
    ORDER BY revision.origin DESC, revision.captured_at DESC, revision.revision DESC
    LIMIT 1
) AS before
WHERE
    after.article_id = staged_revision.article_id
    AND after.revision = staged_revision.revision
