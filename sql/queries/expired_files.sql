-- Files of which each capture may expire, and has: listings, robots.txt and probes before a time, of a
-- site or of all.
SELECT file
FROM ingest.capture
WHERE file IS NOT NULL
GROUP BY file
HAVING
    bool_and(kind IN ('listing', 'robots', 'probe') AND captured_at < %(before)s)
    AND bool_or(%(site)s::text IS NULL OR site = %(site)s::text)
ORDER BY file
