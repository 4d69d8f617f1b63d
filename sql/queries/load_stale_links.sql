-- Take away the related links of articles whose newest capture shows others.
DELETE FROM ingest.related_link
WHERE article_id = any(%(article_ids)s::bigint[])
