-- Pages that say what their live articles say already, at paths that are theirs, later than all that
-- was seen of them: nothing changes but when they were last seen. Tells which these are, by their
-- places among those given; for all others the sequence of contents has to be worked out.
-- A look-up for each page, fenced (OFFSET 0): the planner must not read a large archive for a batch.
WITH same AS (
    SELECT
        shown.place,
        shown.captured_at,
        known.article_id
    FROM
        unnest(
            %(paths)s::text[],
            %(captured)s::timestamptz[],
            %(post_ids)s::bigint[],
            %(origins)s::ingest.origin[],
            %(contents)s::bytea[]
        ) WITH ORDINALITY AS shown (
            path, captured_at, post_id, origin, content_sha256, place
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
)

UPDATE ingest.sighting
SET last_seen_at = same.captured_at
FROM same
WHERE
    sighting.article_id = same.article_id
    AND sighting.article_id = any(array(SELECT article_id FROM same))
    AND sighting.last_seen_at < same.captured_at
RETURNING
    same.place,
    same.article_id
