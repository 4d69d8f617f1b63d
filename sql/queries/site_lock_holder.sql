-- Who holds the site's session lock: the name that its connection gave itself.
SELECT holder.application_name
FROM ingest.lock_holder('warta site ' || %(site)s) AS held (pid)
INNER JOIN pg_stat_activity AS holder ON holder.pid = held.pid
