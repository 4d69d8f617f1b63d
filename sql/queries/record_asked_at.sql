-- The last request to a site has ended.
UPDATE ingest.site
SET asked_at = greatest(asked_at, %(asked_at)s)
WHERE name = %(site)s
