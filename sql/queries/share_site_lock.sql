-- Take a lock that others may hold like this too; wait while somebody has it alone.
SELECT pg_advisory_lock_shared(hashtextextended('warta site ' || %(site)s, 0))
