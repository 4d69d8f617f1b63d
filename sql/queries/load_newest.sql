-- Find the captures of the batch that are the newest, of the best origin, that their articles have.
-- Others say nothing of how an article is now. To be asked before the batch's items are recorded.
INSERT INTO staged_newest (article_id, capture_id, item)
WITH newest AS (
    SELECT DISTINCT ON (item.article_id)
        item.article_id,
        item.capture_id,
        item.position,
        item.origin,
        item.captured_at,
        item.content_sha256
    FROM staged_item AS item
    WHERE item.article_id IS NOT NULL
    ORDER BY
        item.article_id ASC,
        item.origin DESC,
        item.captured_at DESC,
        item.content_sha256 DESC,
        item.capture_id DESC
),

members AS (
    SELECT
        article_id,
        article_id AS member_id
    FROM newest
    UNION ALL
    SELECT
        article_merge.into_id,
        article_merge.article_id
    FROM newest
    INNER JOIN ingest.article_merge ON article_merge.into_id = newest.article_id
)

SELECT
    newest.article_id,
    newest.capture_id,
    newest.position
FROM newest
WHERE
    NOT EXISTS (
        SELECT FROM members
        INNER JOIN ingest.item ON item.article_id = members.member_id
        WHERE
            members.article_id = newest.article_id
            AND item.content_sha256 IS NOT NULL
            AND (item.origin, item.captured_at, item.content_sha256, item.capture_id)
            > (newest.origin, newest.captured_at, newest.content_sha256, newest.capture_id)
    )
