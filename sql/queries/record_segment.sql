-- The captures of a segment are recorded, in this very transaction.
INSERT INTO ingest.segment (name, site, recorded_at)
VALUES (%(name)s, %(site)s, %(now)s)
ON CONFLICT (name) DO NOTHING
