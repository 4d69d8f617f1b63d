-- Keep the time before which the site does not want to be asked.
UPDATE ingest.site
SET retry_at = %(retry_at)s
WHERE name = %(site)s AND retry_at IS DISTINCT FROM %(retry_at)s
