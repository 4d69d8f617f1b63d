-- Take away the sketches of some articles, and of those that were merged into another.
DELETE FROM ingest.sketch
WHERE
    article_id = any(%(article_ids)s::bigint[])
    OR article_id IN (SELECT article_merge.article_id FROM ingest.article_merge)
