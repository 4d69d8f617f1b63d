-- Where a site was followed last.
SELECT base_url || coalesce(folder, '') AS home_url
FROM ingest.site
WHERE name = %(site)s
