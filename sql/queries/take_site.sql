-- Make the site's row where there is none, and take the next fencing number.
INSERT INTO ingest.site (name, base_url, fence)
VALUES (%(site)s, %(base_url)s, 1)
ON CONFLICT (name) DO UPDATE
SET fence = site.fence + 1, base_url = excluded.base_url
RETURNING
    fence,
    robots,
    robots_at,
    cursor_at,
    retry_at,
    asked_at,
    has_honest_feed,
    has_honest_pages,
    theme_sha256
