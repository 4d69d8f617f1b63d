-- Note how articles were found that the site names no more; tell since when they are missing, which
-- can't be later than now: a clock that was ahead said so. One that was removed meanwhile is left out.
INSERT INTO ingest.absence AS known (article_id, checked_at, missing_since)
SELECT
    checked.article_id,
    checked.at,
    CASE WHEN checked.is_missing THEN checked.at END
FROM
    unnest(%(article_ids)s::bigint[], %(times)s::timestamptz[], %(missing)s::boolean[])
        AS checked (article_id, at, is_missing)
INNER JOIN ingest.article ON article.id = checked.article_id
ON CONFLICT (article_id) DO UPDATE
SET
    checked_at = excluded.checked_at,
    missing_since = CASE
        WHEN excluded.missing_since IS NOT NULL
            THEN least(known.missing_since, excluded.missing_since)
    END
RETURNING article_id, missing_since
