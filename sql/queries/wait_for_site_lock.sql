-- Take the site's session lock when those who came before let it go; lock_timeout says how long to
-- wait.
SELECT pg_advisory_lock(hashtextextended('warta site ' || %(site)s, 0))
