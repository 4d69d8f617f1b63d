-- Incidents of which WARTA_ALERT_URL has not been told, in the order of opening. What had healed
-- before anybody could be told is news for a while only.
SELECT
    id,
    site,
    cause::text AS cause,
    subject,
    message,
    opened_at,
    last_seen_at,
    times_seen,
    closed_at,
    opening_alerted_at IS NOT NULL AS is_told
FROM ingest.incident
WHERE
    site = %(site)s
    AND (
        (opening_alerted_at IS NULL AND (closed_at IS NULL OR closed_at > %(since)s))
        OR (opening_alerted_at IS NOT NULL AND closed_at IS NOT NULL AND closing_alerted_at IS NULL)
    )
ORDER BY id
LIMIT %(max_rows)s
