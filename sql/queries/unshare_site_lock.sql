-- Give a shared lock back before the session ends.
SELECT pg_advisory_unlock_shared(hashtextextended('warta site ' || %(site)s, 0)) AS is_given
