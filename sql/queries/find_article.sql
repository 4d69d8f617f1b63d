-- An article, by its number or by a path that is or was its own, with the numbers that were merged
-- into it, and how much there is of it.
WITH named AS (
    SELECT coalesce(article_merge.into_id, given.article_id) AS article_id
    FROM (
        SELECT %(article_id)s::bigint AS article_id
        UNION ALL
        (
            SELECT alias.article_id
            FROM ingest.alias
            WHERE alias.site = %(site)s AND alias.path = %(path)s
            ORDER BY alias.to_at IS NULL DESC, alias.to_at DESC
            LIMIT 1
        )
    ) AS given
    LEFT JOIN ingest.article_merge ON article_merge.article_id = given.article_id
    WHERE given.article_id IS NOT NULL
)

SELECT
    article.id,
    article.site,
    merged.ids || article.id AS article_ids,
    revision.title,
    revision.url,
    (
        SELECT count(*) FROM ingest.revision AS any_one
        WHERE any_one.article_id = any(merged.ids || article.id)
    ) AS revisions,
    (
        SELECT count(*) FROM ingest.item
        WHERE item.article_id = any(merged.ids || article.id)
    ) AS captures
FROM named
INNER JOIN ingest.article ON article.id = named.article_id
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(article_merge.article_id), '{}') AS ids
    FROM ingest.article_merge
    WHERE article_merge.into_id = article.id
) AS merged
ORDER BY article.id
LIMIT 1
