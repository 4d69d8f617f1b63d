-- Keep when articles were looked at again: as the last run says, whatever one before said whose clock
-- was ahead. One that was removed meanwhile is left out.
INSERT INTO ingest.visit (article_id, visited_at)
SELECT
    seen.article_id,
    seen.visited_at
FROM unnest(%(article_ids)s::bigint[], %(times)s::timestamptz[]) AS seen (article_id, visited_at)
INNER JOIN ingest.article ON article.id = seen.article_id
ON CONFLICT (article_id) DO UPDATE
SET visited_at = excluded.visited_at
