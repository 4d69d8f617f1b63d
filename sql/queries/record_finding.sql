-- Keep what a probe found out about an aspect of a site.
INSERT INTO ingest.finding (run_id, site, aspect, level, finding, advice, found_at)
VALUES (
    %(run_id)s, %(site)s, %(aspect)s, %(level)s, %(finding)s, %(advice)s, %(found_at)s
)
