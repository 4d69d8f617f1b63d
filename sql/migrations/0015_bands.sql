-- Near duplicates are looked for by band: a row for each finds them in a tenth of the time that the
-- index of lists took, most of which went into beginning forty scans for each article.

-- Whoever looks for duplicates waits: what they write meanwhile would have no bands here.
SELECT pg_advisory_xact_lock(126901003346792);

CREATE TABLE ingest.sketch_band (
    band int NOT NULL,
    article_id bigint NOT NULL
);
COMMENT ON TABLE ingest.sketch_band IS 'The bands of sketches, a row each: which texts may be nearly the same.';
COMMENT ON COLUMN ingest.sketch_band.band IS 'As in sketch.bands.';
COMMENT ON COLUMN ingest.sketch_band.article_id IS 'As in sketch.';
INSERT INTO ingest.sketch_band (band, article_id)
SELECT
    given.band,
    sketch.article_id
FROM ingest.sketch
CROSS JOIN LATERAL (SELECT DISTINCT band FROM unnest(sketch.bands) AS band) AS given;
ALTER TABLE ingest.sketch_band ADD PRIMARY KEY (band, article_id); -- near_candidates
-- last, since from here on readers of sketches wait
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX ingest.sketch_by_band;
COMMENT ON COLUMN ingest.sketch.bands IS 'Hashes of parts of a MinHash signature; sketch_band says who shares one.';
