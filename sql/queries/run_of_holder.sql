-- The run that holds the site's lock, and when it last showed that it is alive.
SELECT
    run.id AS run_id,
    run.flow,
    run.heartbeat_at
FROM ingest.run
INNER JOIN ingest.site ON site.name = run.site AND site.fence = run.fence
WHERE run.site = %(site)s AND run.state = 'running'
ORDER BY run.started_at DESC
LIMIT 1
