-- Note when each article was last seen.
INSERT INTO ingest.sighting (article_id, last_seen_at)
SELECT
    article_id,
    max(captured_at)
FROM staged_item
WHERE article_id IS NOT NULL
GROUP BY article_id
ON CONFLICT (article_id) DO UPDATE
SET last_seen_at = excluded.last_seen_at
WHERE sighting.last_seen_at < excluded.last_seen_at
