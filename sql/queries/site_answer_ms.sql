-- How long the latest answers of a site took, in the middle, in milliseconds; of pages where
-- there are any, which take longer than listings. NULL where nothing is known.
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY fetch_ms)
FROM (
    SELECT fetch_ms FROM ingest.capture
    WHERE site = %(site)s AND state = 'parsed' AND fetch_ms > 0
    ORDER BY kind = 'page' DESC, captured_at DESC
    LIMIT 100
) AS latest
