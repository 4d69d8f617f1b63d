-- When a site was last probed.
SELECT probed_at FROM ingest.site
WHERE name = %(site)s
