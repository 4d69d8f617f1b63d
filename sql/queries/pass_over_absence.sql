-- Note when articles were asked for whose pages did not say whether they are there: since when one is
-- missing stays as it is. One that was removed meanwhile is left out.
INSERT INTO ingest.absence AS known (article_id, checked_at)
SELECT
    asked.article_id,
    asked.at
FROM
    unnest(%(article_ids)s::bigint[], %(times)s::timestamptz[])
        AS asked (article_id, at)
INNER JOIN ingest.article ON article.id = asked.article_id
ON CONFLICT (article_id) DO UPDATE
SET checked_at = excluded.checked_at
