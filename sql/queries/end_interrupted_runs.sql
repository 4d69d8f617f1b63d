-- Runs that held the site's lock before us and never said how they ended were killed; so were those
-- that take a lock of their own, where nobody holds that.
UPDATE ingest.run
SET
    state = 'failed',
    exit_code = 1,
    ended_at = run.heartbeat_at,
    reason = 'interrupted: it was killed, or lost the database'
WHERE
    site = %(site)s
    AND state = 'running'
    AND CASE
        WHEN fence > 0 THEN fence < %(fence)s
        ELSE pg_try_advisory_xact_lock(hashtextextended('warta site run ' || run.id, 0))
    END
