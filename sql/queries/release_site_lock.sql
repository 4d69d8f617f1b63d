-- Give the session lock of a site, or of what bears its name, back before the session ends.
SELECT pg_advisory_unlock(hashtextextended('warta site ' || %(site)s, 0)) AS is_given
