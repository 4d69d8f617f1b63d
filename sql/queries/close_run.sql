-- A run ends.
UPDATE ingest.run
SET
    state = %(state)s,
    reason = %(reason)s,
    requests = %(requests)s,
    exit_code = %(exit_code)s,
    heartbeat_at = %(now)s,
    ended_at = %(now)s
WHERE id = %(run_id)s
