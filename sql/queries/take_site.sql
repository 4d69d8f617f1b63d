-- Make the site's row where there is none, and take the next fencing number. None is given where the
-- site was followed elsewhere on its host, and something was listed there, or was imported: this is
-- another one. So is what has its name by its host alone, and is at another port.
INSERT INTO ingest.site (name, base_url, folder, fence)
VALUES (%(site)s, %(base_url)s, %(folder)s, 1)
ON CONFLICT (name) DO UPDATE
SET fence = site.fence + 1, base_url = excluded.base_url, folder = excluded.folder
WHERE
    (
        coalesce(site.first_contact_at, '-infinity') = '-infinity'
        AND NOT EXISTS (
            SELECT FROM ingest.article
            WHERE article.site = excluded.name
        )
    )
    OR (
        coalesce(site.folder, excluded.folder) = excluded.folder
        AND (
            %(is_named)s::boolean
            OR split_part(site.base_url, '//', 2) = split_part(excluded.base_url, '//', 2)
        )
    )
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
