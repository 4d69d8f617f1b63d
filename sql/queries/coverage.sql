-- The ledger day by day.
SELECT
    day,
    expected,
    stored,
    explained,
    missing,
    proven_at
FROM warta.coverage
WHERE
    site = %(site)s
    AND day BETWEEN coalesce(%(first)s::date, '-infinity') AND coalesce(%(last)s::date, 'infinity')
ORDER BY day
