-- Without a post id, the path says which article it is: the one it belongs to now.
UPDATE staged_item
SET article_id = alias.article_id
FROM staged_alias
INNER JOIN ingest.alias
    ON alias.site = %(site)s AND alias.path = staged_alias.path AND alias.to_at IS NULL
WHERE
    staged_alias.capture_id = staged_item.capture_id
    AND staged_item.article_id IS NULL
    AND staged_item.post_id IS NULL
    AND staged_item.content_sha256 IS NOT NULL
