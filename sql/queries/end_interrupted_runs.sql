-- Runs that held the site's lock before us and never said how they ended were killed; so were those
-- that take no lock, and have not shown for long that they are alive.
UPDATE ingest.run
SET
    state = 'failed',
    exit_code = 1,
    ended_at = run.heartbeat_at,
    reason = 'interrupted: it was killed, or lost the database'
WHERE
    site = %(site)s
    AND state = 'running'
    AND ((fence > 0 AND fence < %(fence)s) OR (fence = 0 AND heartbeat_at < %(dead_at)s))
