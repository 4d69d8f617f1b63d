-- The bands that are looked up are those of the sketches.
SELECT
    coalesce(stored.article_id, known.article_id) AS article_id,
    coalesce(stored.band, known.band) AS band,
    known.band IS NULL AS is_of_no_sketch
FROM ingest.sketch_band AS stored
FULL OUTER JOIN (
    SELECT DISTINCT
        sketch.article_id,
        band
    FROM ingest.sketch
    CROSS JOIN LATERAL unnest(sketch.bands) AS band
) AS known
    ON known.band = stored.band AND known.article_id = stored.article_id
WHERE stored.band IS NULL OR known.band IS NULL
