-- Write the sketches of articles, and who has which band.
WITH given AS (
    SELECT
        sketch.article_id,
        sketch.revision,
        sketch.text_sha256,
        sketch.bands::int[] AS bands,
        sketch.numbers
    FROM unnest(
        %(article_ids)s::bigint[],
        %(revisions)s::int[],
        %(texts)s::bytea[],
        %(bands)s::text[],
        %(numbers)s::bytea[]
    ) AS sketch (article_id, revision, text_sha256, bands, numbers)
),

-- those that an article has still are neither taken away nor written again
left_behind AS (
    DELETE FROM ingest.sketch_band
    USING (
        SELECT
            sketch.article_id,
            band
        FROM given
        INNER JOIN ingest.sketch ON sketch.article_id = given.article_id
        CROSS JOIN LATERAL unnest(sketch.bands) AS band
        WHERE band <> all(given.bands)
    ) AS old
    WHERE sketch_band.band = old.band AND sketch_band.article_id = old.article_id
),

banded AS (
    INSERT INTO ingest.sketch_band (band, article_id)
    SELECT
        band,
        given.article_id
    FROM given
    CROSS JOIN LATERAL unnest(given.bands) AS band
    ON CONFLICT DO NOTHING
)

INSERT INTO ingest.sketch (article_id, revision, recipe, text_sha256, bands, numbers)
SELECT
    given.article_id,
    given.revision,
    %(recipe)s,
    given.text_sha256,
    given.bands,
    given.numbers
FROM given
ON CONFLICT (article_id) DO UPDATE
    SET
        revision = excluded.revision,
        recipe = excluded.recipe,
        text_sha256 = excluded.text_sha256,
        bands = excluded.bands,
        numbers = excluded.numbers
