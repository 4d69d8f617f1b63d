-- The articles that survive a merge have the post id of their group, and its first sighting. Tells
-- which of them had another post id before.
WITH given AS (
    SELECT
        listed.article_id,
        listed.post_id
    FROM unnest(%(survivors)s::bigint[], %(post_ids)s::bigint[]) AS listed (article_id, post_id)
),

before AS (
    SELECT
        article.id,
        article.post_id
    FROM ingest.article
    INNER JOIN given ON given.article_id = article.id
),

renamed AS (
    UPDATE ingest.article
    SET
        post_id = given.post_id,
        first_seen_at = least(
            article.first_seen_at,
            (
                SELECT min(merged.first_seen_at)
                FROM ingest.article_merge
                INNER JOIN ingest.article AS merged ON merged.id = article_merge.article_id
                WHERE article_merge.into_id = article.id
            )
        )
    FROM given
    WHERE article.id = given.article_id
    RETURNING article.id, article.post_id
)

SELECT renamed.id
FROM renamed
INNER JOIN before ON before.id = renamed.id
WHERE renamed.post_id IS DISTINCT FROM before.post_id
