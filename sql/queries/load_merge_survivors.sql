-- The articles that survive a merge have the post id of their group, and its first sighting.
WITH renamed AS (
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
    FROM unnest(%(survivors)s::bigint[], %(post_ids)s::bigint[]) AS given (article_id, post_id)
    INNER JOIN ingest.article AS before ON before.id = given.article_id
    WHERE article.id = given.article_id
    RETURNING article.id, article.post_id IS DISTINCT FROM before.post_id AS is_renamed
)

INSERT INTO staged_event (article_id, operation, fields)
SELECT
    id,
    'correct',
    ARRAY['post_id']
FROM renamed
WHERE is_renamed
