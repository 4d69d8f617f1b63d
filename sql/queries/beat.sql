-- The run is alive.
UPDATE ingest.run
SET heartbeat_at = %(now)s
WHERE id = %(run_id)s
