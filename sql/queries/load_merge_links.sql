-- The related links that are left of articles that turn out to be one.
UPDATE ingest.related_link
SET article_id = folded.into_id
FROM unnest(%(losers)s::bigint[], %(survivors)s::bigint[]) AS folded (article_id, into_id)
WHERE related_link.article_id = folded.article_id
