-- How much of a span of days, or of one section in it, is in the ledger: what is listed, stored,
-- explained and missing. What is missing and has no known day may be of these.
SELECT
    count(*) AS listed,
    count(*) FILTER (WHERE is_stored) AS stored,
    count(*) FILTER (WHERE NOT is_stored AND reason IS NOT NULL) AS explained,
    count(*) FILTER (WHERE NOT is_stored AND reason IS NULL) AS missing
FROM ingest.ledger_state
WHERE
    site = %(site)s
    AND day >= %(first)s
    AND (day <= %(last)s OR (is_guess AND NOT is_stored AND reason IS NULL))
    AND (%(prefix)s::text IS NULL OR starts_with(path, %(prefix)s))
