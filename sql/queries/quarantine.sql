-- The pages in quarantine.
SELECT
    capture_id,
    position,
    site,
    url,
    reasons,
    captured_at,
    times_tried
FROM warta.quarantine
WHERE site = %(site)s::text OR %(site)s::text IS NULL
ORDER BY captured_at, capture_id, position
