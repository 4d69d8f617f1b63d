-- Texts that may be nearly those of some articles: they share a band. Of those that share a common one,
-- the first twenty are enough where a hundred do: whom all of a large cluster are compared with. A band
-- that twenty share says something only beside another (what all articles end with makes one), which
-- near duplicates have: they share 4 of 40 or more.
WITH sharing AS (
    SELECT
        ours.article_id,
        ours.text_sha256,
        ours.recipe,
        other_id
    FROM ingest.sketch AS ours
    CROSS JOIN LATERAL unnest(ours.bands) AS shared
    CROSS JOIN LATERAL (
        SELECT array_agg(sharer.article_id) AS article_ids
        FROM (
            SELECT sketch_band.article_id
            FROM ingest.sketch_band
            WHERE sketch_band.band = shared
            ORDER BY sketch_band.article_id
            LIMIT 100
        ) AS sharer
    ) AS found
    CROSS JOIN LATERAL unnest(
        CASE
            WHEN cardinality(found.article_ids) = 100 THEN found.article_ids[:20]
            ELSE found.article_ids
        END
    ) AS other_id
    WHERE
        ours.article_id = any(%(article_ids)s::bigint[])
        AND cardinality(found.article_ids) > 1
        AND other_id <> ours.article_id
    GROUP BY ours.article_id, other_id
    HAVING count(*) > 1 OR min(cardinality(found.article_ids)) < 20
)

SELECT
    sharing.article_id,
    sharing.other_id,
    theirs.numbers AS other_numbers
FROM sharing
-- fenced, so that each is looked up
CROSS JOIN LATERAL (
    SELECT sketch.numbers
    FROM ingest.sketch
    WHERE
        sketch.article_id = sharing.other_id
        AND sketch.text_sha256 <> sharing.text_sha256
        AND sketch.recipe = sharing.recipe
    ORDER BY sketch.article_id
    OFFSET 0
) AS theirs
