-- The robots.txt that was read last.
SELECT robots FROM ingest.site
WHERE name = %(site)s
