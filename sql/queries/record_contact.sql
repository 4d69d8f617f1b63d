-- Move the site's cursor to what the listings state, or, where they state no times, to when they
-- were read; set the bounds of first contact once. Nothing can have changed after it was listed: a
-- time in the future would make the site look read to its end for ever.
UPDATE ingest.site
SET
    cursor_at = greatest(site.cursor_at, stated.newest_at),
    read_at = greatest(site.read_at, %(read_at)s),
    first_contact_at = coalesce(site.first_contact_at, stated.newest_at, '-infinity'),
    follow_since = CASE
        WHEN site.first_contact_at IS NOT NULL THEN site.follow_since
        ELSE coalesce(stated.oldest_at, '-infinity')
    END
FROM (
    SELECT
        coalesce(
            max(least(greatest(published_at, modified_at), listed_at)),
            CASE WHEN count(*) > 0 THEN %(read_at)s::timestamptz END
        ) AS newest_at,
        min(published_at) AS oldest_at
    FROM ingest.found
    WHERE site = %(site)s AND is_wanted
) AS stated
WHERE site.name = %(site)s
