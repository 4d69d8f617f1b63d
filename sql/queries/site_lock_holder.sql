-- Who holds the site's session lock: the process of the server, the account, and the name that the
-- connection gave itself.
SELECT
    holder.pid,
    holder.usename::text AS account,
    holder.application_name AS application
FROM ingest.lock_holder('warta site ' || %(site)s) AS held (pid)
INNER JOIN pg_stat_activity AS holder ON holder.pid = held.pid
