-- Keep the robots.txt that was read.
UPDATE ingest.site
SET robots = %(robots)s, robots_at = %(at)s
WHERE name = %(site)s
