-- Of a site with removed articles: what is kept beside the pages of others, and may hold the texts of
-- those. Listings, and pages that list or attend articles by what the site says of them, whoever
-- captured them. A page that we take for none may be an article all the same, and be read again; and
-- what we met instead of a page may be the proof that it is gone. Their records have to be cut out; what is known of them
-- stays. NULL for all captures of the site.
WITH telling AS (
    SELECT
        capture.id,
        capture.file
    FROM ingest.capture
    WHERE
        capture.site = %(site)s
        AND (%(capture_ids)s::uuid[] IS NULL OR capture.id = any(%(capture_ids)s::uuid[]))
        AND capture.file IS NOT NULL
        AND (
            capture.kind IN ('listing', 'robots', 'probe')
            OR (
                (capture.kind = 'import' OR capture.status = 200)
                AND NOT EXISTS (
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
        )
        -- whose body one that stays repeats
        AND NOT EXISTS (
            SELECT FROM ingest.capture AS again
            WHERE
                again.revisit_of = capture.id
                AND again.file IS NOT NULL
                AND (
                    again.kind = 'page' AND again.status <> 200
                    OR EXISTS (
                        SELECT FROM ingest.item
                        WHERE
                            item.capture_id = again.id
                            AND item.outcome <> 'duplicate_capture'
                            AND NOT (
                                item.outcome = 'not_article'
                                AND (
                                    item.reasons <@ %(lists)s::text[]
                                    OR starts_with(item.reasons[1], 'http_')
                                )
                            )
                    )
                )
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
