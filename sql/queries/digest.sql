-- One line for each article: what it says now, and the sequence of what it said. No numbers or
-- clocks of ours, so that two archives of the same captures give the same lines.
SELECT
    concat_ws(
        E'\x1f',
        articles.site,
        coalesce(articles.post_id::text, place.path),
        articles.url,
        articles.title,
        articles.body,
        articles.blocks::text,
        coalesce(articles.section, ''),
        articles.authors::text,
        articles.tags::text,
        coalesce(extract(EPOCH FROM articles.published_at)::text, ''),
        coalesce(extract(EPOCH FROM articles.modified_at)::text, ''),
        articles.is_live::text,
        articles.origin,
        (
            SELECT
                string_agg(
                    CASE
                        WHEN %(is_timed)s
                            THEN extract(EPOCH FROM revisions.valid_from)::text || ' '
                        ELSE ''
                    END || revisions.content_sha256,
                    ',' ORDER BY revisions.valid_from, revisions.content_sha256
                )
            FROM warta.revisions
            WHERE revisions.article_id = articles.id AND revisions.valid_from IS NOT NULL
        )
    ) AS line
FROM warta.articles
CROSS JOIN LATERAL (
    SELECT substring(articles.url FROM '^[a-z]+://[^/]+(.*)$') AS path
) AS place
ORDER BY
    articles.site COLLATE "C" ASC,
    articles.post_id ASC NULLS LAST,
    place.path COLLATE "C" ASC
