-- Articles whose texts may be nearly those of some others: they share a band. Of those that share a common one,
-- the first twenty are enough where a hundred do: whom all of a large cluster are compared with. A band
-- that twenty share says something only beside another (what all articles end with makes one), which
-- near duplicates have: they share 4 of 40 or more.
WITH sharing AS (
    SELECT
        ours.article_id,
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
),

met AS (
    SELECT
        sharing.other_id,
        sharing.recipe,
        array_agg(sharing.article_id) AS article_ids
    FROM sharing
    GROUP BY sharing.other_id, sharing.recipe
)

SELECT
    met.other_id AS article_id,
    theirs.text_sha256,
    theirs.numbers,
    met.article_ids AS other_ids
FROM met
-- fenced, so that each is looked up
CROSS JOIN LATERAL (
    SELECT
        sketch.text_sha256,
        sketch.numbers
    FROM ingest.sketch
    WHERE sketch.article_id = met.other_id AND sketch.recipe = met.recipe
    ORDER BY sketch.article_id
    OFFSET 0
) AS theirs
