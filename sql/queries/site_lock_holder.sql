-- Who holds the site's session lock: the name that its connection gave itself.
SELECT holder.application_name
FROM pg_locks AS held
INNER JOIN pg_stat_activity AS holder ON holder.pid = held.pid
CROSS JOIN (SELECT hashtextextended('warta site ' || %(site)s, 0) AS key) AS wanted
WHERE
    held.locktype = 'advisory'
    AND held.granted
    AND held.objsubid = 1
    AND held.database = (
        SELECT pg_database.oid FROM pg_database
        WHERE pg_database.datname = current_database()
    )
    AND held.classid::bigint = (wanted.key >> 32) & 4294967295
    AND held.objid::bigint = wanted.key & 4294967295
