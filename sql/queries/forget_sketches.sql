-- Take away the sketches of some articles, and of those that were merged into another.
WITH gone AS (
    DELETE FROM ingest.sketch
    WHERE
        article_id = any(%(article_ids)s::bigint[])
        OR article_id IN (SELECT article_merge.article_id FROM ingest.article_merge)
    RETURNING article_id, bands
)

DELETE FROM ingest.sketch_band
USING (
    SELECT
        gone.article_id,
        band
    FROM gone
    CROSS JOIN LATERAL unnest(gone.bands) AS band
) AS old
WHERE sketch_band.band = old.band AND sketch_band.article_id = old.article_id
