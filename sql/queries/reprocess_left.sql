-- The pages of a site that an extractor has not read in shadow yet, by the pieces of files that they
-- lie in: pieces of at most so many pages. A page that was kept apart, as it is hardly the article's
-- that is stored there, no extractor makes that article's: a person does (quarantine retry --accept).
SELECT
    unread.file,
    array_agg(unread.id ORDER BY unread.file_offset) AS capture_ids
FROM (
    SELECT
        capture.id,
        capture.file,
        capture.file_offset,
        (
            row_number() OVER (PARTITION BY capture.file ORDER BY capture.file_offset) - 1
        ) / %(pages)s::int AS piece
    FROM ingest.capture
    WHERE
        capture.site = %(site)s
        AND capture.kind IN ('page', 'import')
        AND capture.status = 200
        AND capture.file IS NOT NULL
        AND EXISTS (
            SELECT FROM ingest.item
            WHERE
                item.capture_id = capture.id
                AND item.position = 1
                AND item.outcome <> 'duplicate_capture'
                AND NOT item.reasons && %(apart)s::text[]
        )
        AND NOT EXISTS (
            SELECT FROM ingest.shadow
            WHERE shadow.reader = %(reader)s AND shadow.capture_id = capture.id
        )
) AS unread
GROUP BY unread.file, unread.piece
ORDER BY unread.file, unread.piece
