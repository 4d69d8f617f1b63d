-- Files of which each capture may expire, and has: listings, robots.txt and probes before a time, of a
-- site or of all.
SELECT candidate.file
FROM (
    SELECT DISTINCT capture.file
    FROM ingest.capture
    WHERE
        capture.file IS NOT NULL
        AND capture.kind IN ('listing', 'robots', 'probe')
        AND capture.captured_at < %(before)s
        AND (%(site)s::text IS NULL OR capture.site = %(site)s::text)
) AS candidate
WHERE
    candidate.file NOT IN (
        SELECT kept.file
        FROM ingest.capture AS kept
        WHERE
            kept.file IS NOT NULL
            AND (
                kept.kind NOT IN ('listing', 'robots', 'probe')
                OR kept.captured_at >= %(before)s
            )
    )
ORDER BY candidate.file
