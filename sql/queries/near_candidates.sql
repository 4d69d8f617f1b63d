-- Texts that may be nearly those of some articles: they share a band. A band that a hundred share is
-- boilerplate, and says nothing.
SELECT DISTINCT
    ours.article_id,
    theirs.article_id AS other_id,
    theirs.numbers AS other_numbers
FROM ingest.sketch AS ours
CROSS JOIN LATERAL unnest(ours.bands) AS band
CROSS JOIN LATERAL (
    SELECT array_agg(sharing.article_id) AS article_ids
    FROM (
        SELECT sketch.article_id
        FROM ingest.sketch
        WHERE sketch.bands @> ARRAY[band]
        LIMIT 100 -- noqa: AM09
    ) AS sharing
) AS found
INNER JOIN ingest.sketch AS theirs ON theirs.article_id = any(found.article_ids)
WHERE
    ours.article_id = any(%(article_ids)s::bigint[])
    AND cardinality(found.article_ids) < 100
    AND theirs.text_sha256 <> ours.text_sha256
    AND theirs.recipe = ours.recipe
