-- Days of which nothing is missing are proven, once they were over when they were read; days of
-- which something is missing are not, or not any more. A day that was read again is proven again.
UPDATE ingest.ledger_day
SET proven_at = CASE WHEN counted.is_whole THEN greatest(%(now)s::timestamptz, counted.read_at) END
FROM (
    SELECT
        coverage.day,
        coverage.read_at,
        coverage.missing = 0
        AND coverage.read_at >= (coverage.day + 1)::timestamp AT TIME ZONE %(zone)s AS is_whole
    FROM warta.coverage
    WHERE coverage.site = %(site)s AND coverage.day BETWEEN %(first)s AND %(last)s
) AS counted
WHERE
    ledger_day.site = %(site)s
    AND ledger_day.day = counted.day
    AND CASE
        WHEN counted.is_whole THEN coalesce(ledger_day.proven_at < counted.read_at, TRUE)
        ELSE ledger_day.proven_at IS NOT NULL
    END
