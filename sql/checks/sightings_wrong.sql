-- An article was seen first and last when its captures say so.
SELECT
    articles.id,
    articles.first_seen_at,
    articles.last_seen_at,
    captured.first_at,
    captured.last_at
FROM warta.articles
LEFT JOIN (
    SELECT
        coalesce(article_merge.into_id, item.article_id) AS article_id,
        min(item.captured_at) AS first_at,
        max(item.captured_at) AS last_at
    FROM ingest.item
    LEFT JOIN ingest.article_merge ON article_merge.article_id = item.article_id
    WHERE item.article_id IS NOT NULL
    GROUP BY coalesce(article_merge.into_id, item.article_id)
) AS captured
    ON captured.article_id = articles.id
WHERE
    (articles.first_seen_at, articles.last_seen_at)
    IS DISTINCT FROM (captured.first_at, captured.last_at)
