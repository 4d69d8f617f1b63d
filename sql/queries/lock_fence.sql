-- Hold the site's row until the commit, and tell its fencing number: a commit under an older one
-- is refused, because another run has taken the site over.
SELECT fence
FROM ingest.site
WHERE name = %(site)s
FOR NO KEY UPDATE
