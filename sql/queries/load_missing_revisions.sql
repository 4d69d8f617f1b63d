-- Work out the sequence of contents of each article that the batch touches, from all its captures
-- of the best origin, old and new. Where a content begins that no revision stands for, one is
-- missing. Any order of ingestion ends in the same sequence. Captures of the same instant stand in
-- the order of their hashes: any order will do that is always the same.
INSERT INTO staged_revision (
    article_id, revision, cause, origin, captured_at, capture_id, item, modified_at,
    content_sha256, fields
)
WITH touched AS (
    SELECT DISTINCT article_id
    FROM staged_item
    WHERE article_id IS NOT NULL
),

members AS (
    SELECT
        article_id,
        article_id AS member_id
    FROM touched
    UNION ALL
    SELECT
        article_merge.into_id,
        article_merge.article_id
    FROM touched
    INNER JOIN ingest.article_merge ON article_merge.into_id = touched.article_id
),

seen AS (
    SELECT
        members.article_id,
        item.origin,
        item.captured_at,
        item.capture_id,
        item.position,
        item.modified_at,
        item.content_sha256
    FROM members
    INNER JOIN ingest.item ON item.article_id = members.member_id
    WHERE item.content_sha256 IS NOT NULL
    UNION ALL
    SELECT
        article_id,
        origin,
        captured_at,
        capture_id,
        position,
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
            PARTITION BY article_id
            ORDER BY captured_at, content_sha256, modified_at, capture_id
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
    coalesce(known.revisions, 0) + row_number() OVER (
        PARTITION BY missing.article_id
        ORDER BY missing.captured_at, missing.content_sha256
    ),
    CASE
        WHEN missing.content_before IS NOT NULL THEN 'edit'
        WHEN known.origin < missing.origin THEN 'better_origin'
        ELSE 'first'
    END::ingest.cause,
    missing.origin,
    missing.captured_at,
    missing.capture_id,
    missing.position,
    missing.modified_at,
    missing.content_sha256,
    '{}'
FROM missing
LEFT JOIN known ON known.article_id = missing.article_id
RETURNING revision
