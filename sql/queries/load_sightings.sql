-- Note when each article was last seen, and first.
WITH seen AS (
    SELECT
        article_id,
        min(captured_at) AS first_at,
        max(captured_at) AS last_at
    FROM staged_item
    WHERE article_id IS NOT NULL
    GROUP BY article_id
),

first_seen AS (
    UPDATE ingest.article
    SET first_seen_at = seen.first_at
    FROM seen
    WHERE
        article.id = seen.article_id
        AND article.id = any(array(SELECT article_id FROM seen))
        AND article.first_seen_at > seen.first_at
)

INSERT INTO ingest.sighting (article_id, last_seen_at)
SELECT
    article_id,
    last_at
FROM seen
ON CONFLICT (article_id) DO UPDATE
    SET last_seen_at = excluded.last_seen_at
    WHERE sighting.last_seen_at < excluded.last_seen_at
