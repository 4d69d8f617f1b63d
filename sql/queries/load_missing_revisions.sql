-- Work out the sequence of contents of each article that the batch touches, from all its captures
-- of the best origin, old and new. Where a content begins that no revision stands for, one is
-- missing. Any order of ingestion ends in the same sequence.
INSERT INTO staged_revision (
    article_id, revision, cause, origin, captured_at, capture_id, modified_at, content_sha256, fields
)
WITH touched AS (
    SELECT DISTINCT article_id
    FROM staged_item
    WHERE article_id IS NOT NULL
),

seen AS (
    SELECT
        item.article_id,
        item.origin,
        item.captured_at,
        item.capture_id,
        item.modified_at,
        item.content_sha256
    FROM ingest.item
    INNER JOIN touched ON touched.article_id = item.article_id
    WHERE item.content_sha256 IS NOT NULL
    UNION ALL
    SELECT
        article_id,
        origin,
        captured_at,
        capture_id,
        modified_at,
        content_sha256
    FROM staged_item
    WHERE article_id IS NOT NULL
),

ranked AS (
    SELECT
        seen.*,
        max(origin) OVER (PARTITION BY article_id) AS best_origin
    FROM seen
),

compared AS (
    SELECT
        ranked.*,
        lag(content_sha256) OVER (
            PARTITION BY article_id ORDER BY captured_at, content_sha256
        ) AS content_before
    FROM ranked
    WHERE origin = best_origin
),

missing AS (
    SELECT compared.*
    FROM compared
    WHERE
        compared.content_before IS DISTINCT FROM compared.content_sha256
        AND NOT EXISTS (
            SELECT FROM ingest.revision
            WHERE
                revision.article_id = compared.article_id
                AND revision.origin = compared.origin
                AND revision.captured_at = compared.captured_at
                AND revision.content_sha256 = compared.content_sha256
        )
),

known AS (
    SELECT
        revision.article_id,
        max(revision.revision) AS revisions,
        max(revision.origin) AS origin
    FROM ingest.revision
    INNER JOIN touched ON touched.article_id = revision.article_id
    GROUP BY revision.article_id
)

SELECT
    missing.article_id,
    coalesce(known.revisions, 0)
    + row_number() OVER (PARTITION BY missing.article_id ORDER BY missing.captured_at),
    CASE
        WHEN known.revisions IS NULL AND missing.content_before IS NULL THEN 'first'
        WHEN known.origin < missing.origin AND missing.content_before IS NULL THEN 'better_origin'
        WHEN missing.content_before IS NULL THEN 'first'
        ELSE 'edit'
    END::ingest.cause,
    missing.origin,
    missing.captured_at,
    missing.capture_id,
    missing.modified_at,
    missing.content_sha256,
    '{}'
FROM missing
LEFT JOIN known ON known.article_id = missing.article_id
