-- The newest capture of each of some articles that can be read again.
SELECT
    known.article_id,
    newest.url,
    newest.captured_at,
    newest.file,
    newest.file_offset,
    newest.file_bytes
FROM unnest(%(article_ids)s::bigint[]) AS known (article_id)
CROSS JOIN LATERAL (
    SELECT capture.*
    FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = item.capture_id
    WHERE
        item.article_id = known.article_id
        AND capture.kind IN ('page', 'import')
        AND capture.state = 'parsed'
        AND capture.file IS NOT NULL
    ORDER BY item.captured_at DESC, item.capture_id ASC
    LIMIT 1
) AS newest
