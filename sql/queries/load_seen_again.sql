-- Pages that say what their live articles say already, at paths that are theirs, later than all that
-- was seen of them: nothing changes but when they were last seen. Records their items, and tells
-- which these are; for all others the sequence of contents has to be worked out.
-- A look-up for each page, fenced (OFFSET 0): the planner must not read a large archive for a batch.
WITH same AS (
    SELECT
        shown.*,
        known.article_id
    FROM
        unnest(
            %(capture_ids)s::uuid[],
            %(positions)s::int[],
            %(urls)s::text[],
            %(paths)s::text[],
            %(captured)s::timestamptz[],
            %(post_ids)s::bigint[],
            %(origins)s::ingest.origin[],
            %(modified)s::timestamptz[],
            %(contents)s::bytea[]
        ) AS shown (
            capture_id, position, url, path, captured_at, post_id, origin, modified_at,
            content_sha256
        )
    CROSS JOIN LATERAL (
        SELECT article.id AS article_id
        FROM ingest.article
        INNER JOIN ingest.revision
            ON
                revision.article_id = article.id
                AND revision.revision = article.revision
        INNER JOIN ingest.alias
            ON
                alias.site = article.site
                AND alias.path = shown.path
                AND alias.to_at IS NULL
                AND alias.article_id = article.id
        WHERE
            article.site = %(site)s
            AND article.post_id = shown.post_id
            AND article.is_live
            AND revision.origin = shown.origin
            AND revision.content_sha256 = shown.content_sha256
        ORDER BY article.id
        OFFSET 0
    ) AS known
),

seen AS (
    UPDATE ingest.sighting
    SET last_seen_at = same.captured_at
    FROM same
    WHERE
        sighting.article_id = same.article_id
        AND sighting.article_id = any(array(SELECT article_id FROM same))
        AND sighting.last_seen_at < same.captured_at
    RETURNING same.*
)

INSERT INTO ingest.item (
    run_id, capture_id, position, outcome, url, paths, article_id, origin, captured_at, modified_at,
    content_sha256, reasons
)
SELECT
    %(run_id)s,
    seen.capture_id,
    seen.position,
    'unchanged',
    seen.url,
    ARRAY[seen.path],
    seen.article_id,
    seen.origin,
    seen.captured_at,
    seen.modified_at,
    seen.content_sha256,
    '{}'
FROM seen
RETURNING
    article_id,
    capture_id,
    position AS item
