-- The texts that sketches were made from.
SELECT
    sketch.article_id,
    left(revision.title, 1000) AS title,
    left(revision.body, 150000) AS body
FROM ingest.sketch
INNER JOIN ingest.revision
    ON revision.article_id = sketch.article_id AND revision.revision = sketch.revision
WHERE sketch.article_id = any(%(article_ids)s::bigint[])
