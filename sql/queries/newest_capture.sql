-- The newest capture of a page, by its address or by that of the article that it is of.
SELECT
    url,
    captured_at,
    file,
    file_offset,
    file_bytes
FROM ingest.capture
WHERE
    site = %(site)s
    AND kind IN ('page', 'import')
    AND state = 'parsed'
    AND file IS NOT NULL
    AND (
        url = ANY(%(urls)s)
        OR id IN (
            SELECT i.capture_id
            FROM ingest.item AS i
            INNER JOIN ingest.alias AS a ON i.article_id = a.article_id
            WHERE a.site = %(site)s AND a.path = %(path)s AND a.to_at IS NULL
        )
    )
ORDER BY captured_at DESC, id ASC
LIMIT 1
