-- Of a site with removed articles: what is kept beside the pages of others, and may hold the texts of
-- those. Listings, and pages that list or attend articles by what the site says of them, whoever
-- captured them. A page that we take for none may be an article all the same, and be read again; and
-- what we met instead of a page may be the proof that it is gone: those stay, and so does the capture
-- whose body they repeat. The records of the others have to be cut out; what is known of them stays.
-- NULL for all captures of the site.
WITH staying AS (
    SELECT unnest(ARRAY[capture.id, capture.revisit_of]) AS id
    FROM ingest.capture
    WHERE
        (
            %(capture_ids)s::uuid[] IS NULL
            OR capture.id = any(%(capture_ids)s::uuid[])
            OR capture.revisit_of = any(%(capture_ids)s::uuid[])
        )
        AND capture.file IS NOT NULL
        AND (
            (capture.kind = 'page' AND capture.status IS DISTINCT FROM 200)
            OR EXISTS (
                SELECT FROM ingest.item
                WHERE
                    item.capture_id = capture.id
                    AND item.outcome <> 'duplicate_capture' -- which says nothing of its own
                    AND NOT (
                        item.outcome = 'not_article'
                        AND (
                            item.reasons <@ %(lists)s::text[]
                            OR starts_with(item.reasons[1], 'http_')
                        )
                    )
            )
        )
),

telling AS (
    SELECT
        capture.id,
        capture.file
    FROM ingest.capture
    WHERE
        capture.site = %(site)s
        AND (%(capture_ids)s::uuid[] IS NULL OR capture.id = any(%(capture_ids)s::uuid[]))
        AND capture.file IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM staying
            WHERE staying.id = capture.id
        )
),

excised AS (
    INSERT INTO ingest.excision (file, capture_id)
    SELECT
        telling.file,
        telling.id
    FROM telling
    ON CONFLICT (file, capture_id) DO NOTHING
)

UPDATE ingest.capture
SET file = NULL, file_offset = NULL, file_bytes = NULL
FROM telling
WHERE capture.id = telling.id
