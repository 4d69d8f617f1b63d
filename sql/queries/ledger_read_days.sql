-- The days of the ledger that were over when they were read.
SELECT day
FROM ingest.ledger_day
WHERE
    site = %(site)s
    AND day BETWEEN %(first)s AND %(last)s
    AND read_at >= (day + 1)::timestamp AT TIME ZONE %(zone)s
