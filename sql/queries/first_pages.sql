-- What others captured of posts at these paths and may be read otherwise once further pages are there:
-- articles, and what waits in quarantine; with the hash of the content that counts now.
WITH owner AS (
    SELECT alias.article_id
    FROM ingest.alias
    WHERE alias.site = %(site)s AND alias.path = any(%(paths)s::text[])
    UNION
    SELECT article_merge.article_id
    FROM ingest.alias
    INNER JOIN ingest.article_merge ON article_merge.into_id = alias.article_id
    WHERE alias.site = %(site)s AND alias.path = any(%(paths)s::text[])
)

SELECT DISTINCT ON (capture.captured_at, capture.id)
    capture.id,
    item.content_sha256,
    capture.url,
    capture.captured_at,
    capture.file,
    capture.file_offset,
    capture.file_bytes
FROM ingest.item
INNER JOIN ingest.capture ON capture.id = item.capture_id
WHERE
    capture.site = %(site)s
    AND capture.kind = 'import'
    AND capture.file IS NOT NULL
    AND item.position = 1
    AND item.replaced_at IS NULL
    AND (
        item.article_id IN (SELECT owner.article_id FROM owner)
        OR (item.outcome = 'quarantined' AND item.paths[1] = any(%(paths)s::text[]))
    )
ORDER BY capture.captured_at ASC, capture.id ASC, item.content_sha256 IS NULL ASC
