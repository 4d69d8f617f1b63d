-- Without a post id, the path says which article it is: the one that was met there at that time;
-- before all of them, the first. The canonical path is asked first.
UPDATE staged_item
SET article_id = found.article_id
FROM (
    SELECT DISTINCT ON (item.capture_id, item.position)
        item.capture_id,
        item.position,
        owner.article_id
    FROM staged_item AS item
    CROSS JOIN unnest(item.paths) WITH ORDINALITY AS met (path, place)
    CROSS JOIN LATERAL (
        SELECT
            alias.article_id,
            alias.from_at,
            alias.to_at
        FROM ingest.alias
        WHERE alias.site = %(site)s AND alias.path = met.path
        UNION ALL
        SELECT
            known.article_id,
            known.captured_at,
            NULL
        FROM staged_item AS known
        WHERE known.article_id IS NOT NULL AND met.path = any(known.paths)
    ) AS owner
    WHERE item.article_id IS NULL AND item.post_id IS NULL AND item.content_sha256 IS NOT NULL
    ORDER BY
        item.capture_id ASC,
        item.position ASC,
        met.place ASC,
        owner.from_at <= item.captured_at
        AND coalesce(item.captured_at < owner.to_at, TRUE) DESC,
        greatest(item.captured_at - owner.from_at, owner.from_at - item.captured_at) ASC,
        owner.article_id ASC
) AS found
WHERE
    staged_item.capture_id = found.capture_id
    AND staged_item.position = found.position
