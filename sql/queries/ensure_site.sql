-- Make the site's row where there is none.
INSERT INTO ingest.site (name, base_url)
VALUES (%(site)s, %(base_url)s)
ON CONFLICT (name) DO NOTHING
