-- The pages in quarantine, each with its newest capture.
SELECT
    capture_id,
    position,
    site,
    url,
    reasons,
    captured_at,
    times_tried
FROM (
    SELECT DISTINCT ON (site, url) quarantine.*
    FROM warta.quarantine
    WHERE site = %(site)s::text OR %(site)s::text IS NULL
    ORDER BY site ASC, url ASC, captured_at DESC, capture_id DESC
) AS newest
ORDER BY captured_at, capture_id, position
