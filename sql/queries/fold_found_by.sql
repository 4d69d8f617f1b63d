-- As fold_found, for which channel told of it.
WITH given AS (
    SELECT
        path,
        post_id
    FROM unnest(%(paths)s::text[], %(post_ids)s::bigint[]) AS named (path, post_id)
),

taken AS (
    DELETE FROM ingest.found_by
    USING given
    WHERE
        found_by.site = %(site)s
        AND found_by.key = given.path
        AND found_by.key = any(%(paths)s::text[])
    RETURNING found_by.*, given.post_id AS known_id
)

INSERT INTO ingest.found_by (
    site, key, channel, first_listed_at, last_listed_at, published_at, modified_at
)
SELECT
    site,
    'id:' || known_id,
    channel,
    min(first_listed_at),
    max(last_listed_at),
    max(published_at),
    max(modified_at)
FROM taken
GROUP BY site, known_id, channel
ON CONFLICT (site, key, channel) DO UPDATE
SET
    first_listed_at = least(found_by.first_listed_at, excluded.first_listed_at),
    last_listed_at = greatest(found_by.last_listed_at, excluded.last_listed_at)
