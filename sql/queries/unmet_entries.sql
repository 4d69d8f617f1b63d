-- Which of these paths, changed since first contact, neither a listing nor a page has named: a post
-- that was scheduled comes out with the time at which it was saved, which may be weeks ago.
SELECT listed.path
FROM
    unnest(%(paths)s::text[], %(times)s::timestamptz[]) AS listed (path, modified_at)
INNER JOIN ingest.site ON site.name = %(site)s
WHERE
    site.first_contact_at > '-infinity'
    AND listed.modified_at > site.first_contact_at
    AND NOT EXISTS (
        SELECT FROM ingest.found
        WHERE found.site = site.name AND found.path = listed.path
    )
    AND NOT EXISTS (
        SELECT FROM ingest.alias
        WHERE alias.site = site.name AND alias.path = listed.path
    )
