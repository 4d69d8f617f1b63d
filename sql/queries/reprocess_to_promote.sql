-- What of a site is to be loaded as an extractor on trial reads it, the captures of an article
-- together. What it takes for no article, or for another one, stays as it is.
SELECT
    capture.id,
    coalesce(article_merge.into_id, reading.article_id) AS article_id,
    capture.captured_at,
    capture.file,
    capture.file_offset,
    capture.file_bytes,
    shadow.sha256_after
FROM ingest.shadow
INNER JOIN ingest.capture ON capture.id = shadow.capture_id
CROSS JOIN LATERAL (
    SELECT item.article_id
    FROM ingest.item
    WHERE
        item.capture_id = capture.id
        AND item.position = 1
        AND item.replaced_at IS NULL
    ORDER BY item.content_sha256 IS NULL
    LIMIT 1
) AS reading
LEFT JOIN ingest.article_merge ON article_merge.article_id = reading.article_id
WHERE
    shadow.site = %(site)s
    AND shadow.reader = %(reader)s
    AND shadow.promoted_at IS NULL
    AND shadow.classes <> '{}'
    AND NOT shadow.classes && %(kept)s::text[]
    AND capture.file IS NOT NULL
ORDER BY
    coalesce(article_merge.into_id, reading.article_id) ASC NULLS LAST,
    capture.captured_at ASC,
    capture.id ASC
