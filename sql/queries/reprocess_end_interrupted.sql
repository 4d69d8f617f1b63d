-- Whoever read a site's captures again before us and never said how it ended was killed.
UPDATE ingest.run
SET
    state = 'failed',
    exit_code = 1,
    ended_at = run.heartbeat_at,
    reason = 'interrupted: it was killed, or lost the database; the next goes on where it was'
WHERE site = %(site)s AND flow = 'reprocess' AND state = 'running'
