-- Keep when articles were looked at again: as the last run says, whatever one before said whose clock
-- was ahead.
INSERT INTO ingest.visit (article_id, visited_at)
SELECT
    article_id,
    visited_at
FROM unnest(%(article_ids)s::bigint[], %(times)s::timestamptz[]) AS seen (article_id, visited_at)
ON CONFLICT (article_id) DO UPDATE
SET visited_at = excluded.visited_at
