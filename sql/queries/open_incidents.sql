-- The incidents that are open, the newest first.
SELECT
    id,
    site,
    cause,
    subject,
    message,
    opened_at,
    last_seen_at,
    times_seen,
    closed_at
FROM warta.incidents
WHERE closed_at IS NULL
ORDER BY opened_at DESC, id DESC
