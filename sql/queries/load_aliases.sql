-- Record each path at which an article was met. It is the article's own now, unless another one
-- was met there later.
INSERT INTO ingest.alias (site, path, article_id, from_at, to_at)
SELECT
    %(site)s,
    met.path,
    met.article_id,
    met.from_at,
    CASE
        WHEN met.place > 1 THEN met.last_at
        WHEN other.article_id IS NOT NULL THEN met.last_at
    END
FROM (
    SELECT
        staged_alias.path,
        staged_item.article_id,
        min(staged_item.captured_at) AS from_at,
        max(staged_item.captured_at) AS last_at,
        row_number() OVER (
            PARTITION BY staged_alias.path
            ORDER BY max(staged_item.captured_at) DESC, staged_item.article_id ASC
        ) AS place
    FROM staged_alias
    INNER JOIN staged_item ON staged_item.capture_id = staged_alias.capture_id
    WHERE staged_item.article_id IS NOT NULL
    GROUP BY staged_alias.path, staged_item.article_id
) AS met
LEFT JOIN ingest.alias AS other
    ON
        other.site = %(site)s
        AND other.path = met.path
        AND other.to_at IS NULL
        AND other.article_id <> met.article_id
ON CONFLICT (site, path, article_id) DO UPDATE
SET from_at = least(alias.from_at, excluded.from_at), to_at = excluded.to_at
WHERE alias.from_at > excluded.from_at OR (alias.to_at IS NOT NULL AND excluded.to_at IS NULL)
