-- Name the columns in which each further revision differs from the content before it; where that
-- was replaced just now, from what it said before: of several contents that are one now, the last.
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
-- read where it is found: joined, each content of an article would be looked up for each other one
CROSS JOIN LATERAL (
    SELECT min(later.captured_at) AS captured_at
    FROM ingest.revision AS later
    WHERE
        later.article_id = after.article_id
        AND later.replaced_at IS NULL
        AND later.origin = after.origin
        AND later.revision <> after.revision
        AND later.captured_at >= after.captured_at
) AS next_one
CROSS JOIN LATERAL (
    SELECT earlier.*
    FROM ingest.revision AS earlier
    WHERE
        earlier.article_id = after.article_id
        AND CASE
            WHEN earlier.replaced_at IS NOT NULL
                THEN
                    earlier.replaced_at = after.recorded_at
                    AND (
                        earlier.captured_at <= after.captured_at
                        OR coalesce(earlier.captured_at < next_one.captured_at, TRUE)
                    )
            WHEN earlier.origin = after.origin
                THEN
                    (earlier.captured_at, earlier.content_sha256)
                    < (after.captured_at, after.content_sha256)
            ELSE earlier.origin < after.origin
        END
    ORDER BY
        earlier.replaced_at IS NOT NULL DESC,
        earlier.origin DESC,
        earlier.captured_at DESC,
        earlier.content_sha256 DESC
    LIMIT 1
) AS before
WHERE
    after.article_id = staged_revision.article_id
    AND after.revision = staged_revision.revision
