-- Note at which paths the batch met articles. Before the rivals are known, each window is open.
INSERT INTO staged_alias (path, article_id, from_at, is_shared)
SELECT
    met.path,
    staged_item.article_id,
    min(staged_item.captured_at),
    count(*) OVER (PARTITION BY met.path) > 1
FROM staged_item
CROSS JOIN unnest(staged_item.paths) AS met (path)
WHERE staged_item.article_id IS NOT NULL
GROUP BY met.path, staged_item.article_id
