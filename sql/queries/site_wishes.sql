-- What the site has asked of us: its robots.txt, and not to be asked before a time.
SELECT
    robots,
    retry_at
FROM ingest.site
WHERE name = %(site)s
