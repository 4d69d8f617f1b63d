-- Of articles that turn out to be one, only the links of the one with the newest capture stay.
WITH folded AS (
    SELECT
        given.article_id,
        given.into_id
    FROM unnest(%(losers)s::bigint[], %(survivors)s::bigint[]) AS given (article_id, into_id)
),

holders AS (
    SELECT
        article_id AS holder_id,
        into_id
    FROM folded
    UNION
    SELECT
        into_id AS holder_id,
        into_id
    FROM folded
),

members AS (
    SELECT
        holder_id,
        into_id,
        holder_id AS member_id
    FROM holders
    UNION ALL
    SELECT
        holders.holder_id,
        holders.into_id,
        article_merge.article_id
    FROM holders
    INNER JOIN ingest.article_merge ON article_merge.into_id = holders.holder_id
),

newest AS (
    SELECT DISTINCT ON (members.into_id)
        members.into_id,
        members.holder_id
    FROM members
    INNER JOIN ingest.item ON item.article_id = members.member_id
    WHERE item.content_sha256 IS NOT NULL
    ORDER BY
        members.into_id ASC,
        item.origin DESC,
        item.captured_at DESC,
        item.content_sha256 DESC,
        item.capture_id DESC
)

DELETE FROM ingest.related_link
USING holders, newest
WHERE
    related_link.article_id = holders.holder_id
    AND newest.into_id = holders.into_id
    AND newest.holder_id <> holders.holder_id
