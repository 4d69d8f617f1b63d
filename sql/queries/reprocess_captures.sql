-- Of some captures, where they lie, and how the archive reads them now: an article where any of
-- their readings that count is one, else the last.
SELECT
    capture.id,
    capture.url,
    capture.captured_at,
    capture.file,
    capture.file_offset,
    capture.file_bytes,
    reading.outcome::text AS outcome,
    reading.content_sha256,
    reading.post_id
FROM ingest.capture
CROSS JOIN LATERAL (
    SELECT
        item.outcome,
        item.content_sha256,
        article.post_id
    FROM ingest.item
    INNER JOIN ingest.run ON run.id = item.run_id
    LEFT JOIN ingest.article_merge ON article_merge.article_id = item.article_id
    LEFT JOIN ingest.article
        ON article.id = coalesce(article_merge.into_id, item.article_id)
    WHERE
        item.capture_id = capture.id
        AND item.position = 1
        AND item.outcome <> 'duplicate_capture'
        AND item.replaced_at IS NULL
    ORDER BY item.content_sha256 IS NULL ASC, run.started_at DESC
    LIMIT 1
) AS reading
WHERE
    capture.id = any(%(capture_ids)s::uuid[])
    AND capture.file IS NOT NULL
    AND (
        %(is_again)s
        OR NOT EXISTS (
            SELECT FROM ingest.shadow
            WHERE shadow.reader = %(reader)s AND shadow.capture_id = capture.id
        )
    )
ORDER BY capture.file, capture.file_offset
