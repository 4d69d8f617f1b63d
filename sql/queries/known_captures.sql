-- The newest capture of each of these pages, where it was asked for at this very address: the one
-- that holds the body, should it come the same again.
SELECT
    asked.url AS asked_url,
    original.id,
    original.url,
    original.captured_at,
    original.payload_sha256
FROM unnest(%(urls)s::text[], %(paths)s::text[]) AS asked (url, path)
INNER JOIN ingest.alias
    ON alias.site = %(site)s AND alias.path = asked.path AND alias.to_at IS NULL
CROSS JOIN LATERAL (
    SELECT item.capture_id
    FROM ingest.item
    WHERE item.article_id = alias.article_id
    ORDER BY item.captured_at DESC, item.capture_id DESC
    LIMIT 1
) AS newest
INNER JOIN ingest.capture ON capture.id = newest.capture_id
INNER JOIN ingest.capture AS original ON original.id = coalesce(capture.revisit_of, capture.id)
WHERE
    capture.kind = 'page'
    AND capture.status = 200
    AND capture.url = asked.url
    AND original.url = asked.url
    AND original.file IS NOT NULL
