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
    INNER JOIN (
        SELECT
            path,
            article_id,
            from_at,
            to_at
        FROM ingest.alias
        WHERE site = %(site)s
        UNION ALL
        SELECT
            met.path,
            known.article_id,
            known.captured_at,
            NULL
        FROM staged_item AS known
        CROSS JOIN unnest(known.paths) AS met (path)
        WHERE known.article_id IS NOT NULL
    ) AS owner
        ON owner.path = met.path
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
