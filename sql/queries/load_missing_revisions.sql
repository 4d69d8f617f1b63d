-- Work out the sequence of contents of each article that the batch touches, from all its captures
-- of the best origin, old and new. Where a content begins that no revision stands for, one is
-- missing. Any order of ingestion ends in the same sequence. Captures of the same instant stand in
-- the order of their hashes: any order will do that is always the same.
-- version and version_before are of the extractors that read the two captures, as far as revisions
-- tell; load_corrections looks closer where they differ from today's.
-- What has just been replaced (reprocess_replace_revisions) is told anew, as corrections.
-- The look-ups are fenced (OFFSET 0): the planner must not read all items for the sake of a batch.
INSERT INTO staged_revision (
    article_id, revision, cause, origin, captured_at, capture_id, item, modified_at,
    content_sha256, version, capture_before, content_before, version_before, fields
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
        touched.article_id,
        merged.member_id
    FROM touched
    CROSS JOIN LATERAL (
        SELECT article_merge.article_id AS member_id FROM ingest.article_merge
        WHERE article_merge.into_id = touched.article_id
        ORDER BY article_merge.into_id
        OFFSET 0
    ) AS merged
),

seen AS (
    SELECT
        members.article_id,
        shown.origin,
        shown.captured_at,
        shown.capture_id,
        shown.position,
        shown.modified_at,
        shown.content_sha256
    FROM members
    CROSS JOIN LATERAL (
        SELECT item.* FROM ingest.item
        WHERE
            item.article_id = members.member_id
            AND item.content_sha256 IS NOT NULL
            AND item.replaced_at IS NULL
        ORDER BY item.captured_at
        OFFSET 0
    ) AS shown
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
        lag(content_sha256) OVER placed AS content_before,
        lag(capture_id) OVER placed AS capture_before,
        lag(captured_at) OVER placed AS captured_before
    FROM ranked
    WHERE origin = best_origin
    WINDOW
        placed AS (
            PARTITION BY article_id
            ORDER BY captured_at, content_sha256, modified_at, capture_id
        )
),

missing AS (
    SELECT
        compared.*,
        known.revisions,
        known.best_known,
        known.is_reread
    FROM compared
    CROSS JOIN LATERAL (
        SELECT
            max(revision.revision) AS revisions,
            max(revision.origin) AS best_known,
            coalesce(bool_or(
                revision.origin = compared.origin
                AND revision.captured_at = compared.captured_at
                AND revision.content_sha256 = compared.content_sha256
                AND revision.replaced_at IS NULL
            ), FALSE) AS is_stored,
            bool_or(revision.replaced_at = %(now)s) AS is_reread
        FROM ingest.revision
        WHERE revision.article_id = compared.article_id
    ) AS known
    WHERE
        compared.content_before IS DISTINCT FROM compared.content_sha256
        AND NOT known.is_stored
)

SELECT
    missing.article_id,
    coalesce(missing.revisions, 0) + row_number() OVER (
        PARTITION BY missing.article_id
        ORDER BY missing.captured_at, missing.content_sha256
    ),
    CASE
        WHEN missing.is_reread THEN 'correction'
        WHEN missing.content_before IS NOT NULL THEN 'edit'
        WHEN missing.best_known < missing.origin THEN 'better_origin'
        ELSE 'first'
    END::ingest.cause,
    missing.origin,
    missing.captured_at,
    missing.capture_id,
    missing.position,
    missing.modified_at,
    missing.content_sha256,
    reader.version,
    missing.capture_before,
    missing.content_before,
    reader_before.version_before,
    '{}'
FROM missing
LEFT JOIN LATERAL (
    SELECT revision.extractor_version AS version
    FROM ingest.revision
    INNER JOIN ingest.article ON article.id = revision.article_id
    WHERE
        revision.content_sha256 = missing.content_sha256
        AND article.site = %(site)s
        AND revision.captured_at <= missing.captured_at
    ORDER BY revision.captured_at DESC, revision.revision DESC
    LIMIT 1
) AS reader ON missing.content_before IS NOT NULL
LEFT JOIN LATERAL (
    SELECT revision.extractor_version AS version_before
    FROM ingest.revision
    INNER JOIN ingest.article ON article.id = revision.article_id
    WHERE
        revision.content_sha256 = missing.content_before
        AND article.site = %(site)s
        AND revision.captured_at <= missing.captured_before
    ORDER BY revision.captured_at DESC, revision.revision DESC
    LIMIT 1
) AS reader_before ON missing.content_before IS NOT NULL
RETURNING
    article_id,
    revision,
    cause::text AS cause,
    origin::text AS origin,
    captured_at,
    capture_id,
    item,
    modified_at,
    content_sha256,
    version,
    capture_before,
    content_before,
    version_before
