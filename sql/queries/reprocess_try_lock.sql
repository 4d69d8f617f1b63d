-- Take the lock of those who read a site's captures again, or say that somebody else holds it.
SELECT pg_try_advisory_lock(hashtextextended('warta reprocess ' || %(site)s, 0)) AS is_taken
