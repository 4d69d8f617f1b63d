-- The captures in quarantine, and which is the newest of its page.
SELECT
    capture_id,
    position,
    site,
    url,
    reasons,
    captured_at,
    times_tried,
    row_number() OVER (
        PARTITION BY site, url
        ORDER BY captured_at DESC, capture_id DESC
    ) = 1 AS is_newest
FROM warta.quarantine
WHERE site = %(site)s::text OR %(site)s::text IS NULL
ORDER BY captured_at, capture_id, position
