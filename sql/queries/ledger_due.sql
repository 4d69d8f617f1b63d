-- What of the ledger to fetch next: what is neither stored nor explained, the newest first. A
-- second try comes after all first ones.
SELECT
    key,
    url,
    post_id,
    modified_at
FROM ingest.ledger_state
WHERE
    site = %(site)s
    AND day BETWEEN %(first)s AND %(last)s
    AND (%(prefix)s::text IS NULL OR starts_with(path, %(prefix)s))
    AND NOT is_stored
    AND reason IS NULL
    AND attempts < %(tries)s
ORDER BY attempts ASC, day DESC, post_id DESC NULLS LAST, key ASC
LIMIT %(max_rows)s
