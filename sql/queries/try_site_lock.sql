-- Take the site's session lock, or say that somebody else holds it.
SELECT pg_try_advisory_lock(hashtextextended('warta site ' || %(site)s, 0)) AS is_taken
