-- Articles are proven gone: their rows stay. What was a page without an article is a removal, and
-- the ledger does not wait for them any more. One that was seen since, or became another's while others
-- were still looked for, is not gone. Tells which are.
WITH proven AS (
    SELECT
        given.article_id,
        given.at,
        given.capture_id
    FROM unnest(%(article_ids)s::bigint[], %(times)s::timestamptz[], %(captures)s::uuid[])
        AS given (article_id, at, capture_id)
    INNER JOIN ingest.sighting
        ON sighting.article_id = given.article_id AND sighting.last_seen_at <= given.at
),

told AS (
    UPDATE ingest.item
    SET outcome = 'gone'
    FROM proven
    WHERE item.capture_id = proven.capture_id AND item.outcome = 'not_article'
),

settled AS (
    DELETE FROM ingest.absence
    USING proven
    WHERE absence.article_id = proven.article_id
)

UPDATE ingest.article
SET is_live = FALSE, gone_at = proven.at
FROM proven
WHERE article.id = proven.article_id AND article.is_live
RETURNING article.id
