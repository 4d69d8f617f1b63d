-- Where further pages of a post lie that others captured, whose first page is at a path: of each the
-- captures nearest to a time.
SELECT
    near.id,
    near.url,
    near.captured_at,
    near.file,
    near.file_offset,
    near.file_bytes
FROM (
    SELECT
        capture.id,
        capture.url,
        capture.captured_at,
        capture.file,
        capture.file_offset,
        capture.file_bytes,
        row_number() OVER (
            PARTITION BY item.reasons[1]
            ORDER BY
                greatest(capture.captured_at, %(at)s::timestamptz)
                - least(capture.captured_at, %(at)s::timestamptz) ASC,
                capture.captured_at ASC,
                capture.id ASC
        ) AS place
    FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = item.capture_id
    WHERE
        item.outcome = 'page_part'
        AND item.paths[1] = %(path)s
        AND capture.site = %(site)s
        AND capture.kind = 'import'
        AND capture.status = 200
        AND capture.file IS NOT NULL
) AS near
WHERE near.place <= 5
ORDER BY near.place ASC, near.id ASC
