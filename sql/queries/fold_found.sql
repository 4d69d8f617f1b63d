-- What was listed by its path alone is the entry of a post, now that its number is known.
WITH given AS (
    SELECT
        path,
        post_id
    FROM unnest(%(paths)s::text[], %(post_ids)s::bigint[]) AS named (path, post_id)
),

taken AS (
    DELETE FROM ingest.found
    USING given
    WHERE found.site = %(site)s AND found.key = given.path AND found.key = any(%(paths)s::text[])
    RETURNING found.*, given.post_id AS known_id
)

INSERT INTO ingest.found (
    site, key, post_id, path, url, channel, published_at, modified_at, pages, is_wanted,
    listed_at, fetched_at, attempts, next_attempt_at
)
SELECT DISTINCT ON (known_id)
    site,
    'id:' || known_id,
    known_id,
    path,
    url,
    channel,
    published_at,
    modified_at,
    pages,
    is_wanted,
    listed_at,
    fetched_at,
    attempts,
    next_attempt_at
FROM taken
ORDER BY known_id ASC, listed_at DESC
ON CONFLICT (site, key) DO UPDATE
SET
    path = CASE WHEN excluded.listed_at > found.listed_at THEN excluded.path ELSE found.path END,
    url = CASE WHEN excluded.listed_at > found.listed_at THEN excluded.url ELSE found.url END,
    published_at = coalesce(found.published_at, excluded.published_at),
    modified_at = greatest(found.modified_at, excluded.modified_at),
    pages = coalesce(found.pages, excluded.pages),
    is_wanted = found.is_wanted OR excluded.is_wanted,
    listed_at = greatest(found.listed_at, excluded.listed_at),
    fetched_at = greatest(found.fetched_at, excluded.fetched_at)
