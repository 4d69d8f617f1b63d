-- Hold articles that are to be removed: whoever is writing what hangs on them commits first, and others
-- pass them over.
SELECT id
FROM ingest.article
WHERE id = any(%(article_ids)s::bigint[])
ORDER BY id
FOR UPDATE
