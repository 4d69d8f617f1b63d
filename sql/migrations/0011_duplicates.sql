-- Exact and near duplicates. They are looked for by band: a row for each finds them in a tenth of the
-- time that an index of lists took, most of which went into beginning forty scans for each article.

CREATE TABLE ingest.sketch (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    revision int NOT NULL,
    recipe int NOT NULL,
    text_sha256 bytea,
    bands int[] NOT NULL,
    numbers bytea NOT NULL
);
COMMENT ON TABLE ingest.sketch IS 'What stands for the text of each article when duplicates are looked for.';
COMMENT ON COLUMN ingest.sketch.article_id IS 'The article.';
COMMENT ON COLUMN ingest.sketch.revision IS 'The revision that it was made from; where it is not the current one, the next run makes it anew.';
COMMENT ON COLUMN ingest.sketch.recipe IS 'The version of the way it was made; sketches of different ones are not compared.';
COMMENT ON COLUMN ingest.sketch.text_sha256 IS 'SHA-256 of the words in their order; NULL for a text without any.';
COMMENT ON COLUMN ingest.sketch.bands IS 'Hashes of parts of a MinHash signature; sketch_band says who shares one.';
COMMENT ON COLUMN ingest.sketch.numbers IS 'A byte of each number of that signature.';
CREATE INDEX sketch_by_text ON ingest.sketch (text_sha256); -- exact duplicates, warta.duplicates

CREATE TABLE ingest.sketch_band (
    band int NOT NULL,
    article_id bigint NOT NULL,
    PRIMARY KEY (band, article_id)
);
COMMENT ON TABLE ingest.sketch_band IS 'The bands of sketches, a row each: which texts may be nearly the same.';
COMMENT ON COLUMN ingest.sketch_band.band IS 'As in sketch.bands.';
COMMENT ON COLUMN ingest.sketch_band.article_id IS 'As in sketch.';

CREATE TABLE ingest.near_pair (
    text_sha256 bytea NOT NULL,
    other_sha256 bytea NOT NULL,
    similarity real NOT NULL,
    PRIMARY KEY (text_sha256, other_sha256),
    CONSTRAINT a_pair_is_written_one_way CHECK (text_sha256 < other_sha256)
);
COMMENT ON TABLE ingest.near_pair IS 'Two texts that are nearly the same. That stays true whichever articles have them.';
COMMENT ON COLUMN ingest.near_pair.text_sha256 IS 'As in sketch.';
COMMENT ON COLUMN ingest.near_pair.other_sha256 IS 'As in sketch; the greater of the two.';
COMMENT ON COLUMN ingest.near_pair.similarity IS 'Which share of their runs of three words they have in common, above 0 and up to 1.';

CREATE VIEW warta.duplicates AS
WITH RECURSIVE sketched AS MATERIALIZED (
    SELECT
        sketch.article_id,
        sketch.text_sha256
    FROM ingest.sketch
    WHERE
        sketch.text_sha256 IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM ingest.article_merge
            WHERE article_merge.article_id = sketch.article_id
        )
),

copied AS MATERIALIZED (
    SELECT sketched.text_sha256
    FROM sketched
    GROUP BY sketched.text_sha256
    HAVING count(*) > 1
),

pair AS MATERIALIZED (
    SELECT
        both_ways.one_sha256,
        both_ways.other_sha256,
        near_pair.similarity
    FROM ingest.near_pair
    CROSS JOIN LATERAL (
        VALUES
        (near_pair.text_sha256, near_pair.other_sha256),
        (near_pair.other_sha256, near_pair.text_sha256)
    ) AS both_ways (one_sha256, other_sha256)
    WHERE
        near_pair.text_sha256 IN (SELECT sketched.text_sha256 FROM sketched)
        AND near_pair.other_sha256 IN (SELECT sketched.text_sha256 FROM sketched)
),

near AS MATERIALIZED (
    SELECT
        pair.one_sha256 AS text_sha256,
        max(pair.similarity) AS similarity,
        bool_and(pair.other_sha256 > pair.one_sha256) AS is_least
    FROM pair
    GROUP BY pair.one_sha256
),

-- the least text of a cluster reaches all others by way of greater ones; it is less than all that
-- it is paired with, as few others are
reached AS (
    SELECT
        near.text_sha256,
        near.text_sha256 AS root_sha256
    FROM near
    WHERE near.is_least
    UNION
    SELECT
        pair.other_sha256,
        reached.root_sha256
    FROM reached
    INNER JOIN pair ON pair.one_sha256 = reached.text_sha256
    WHERE pair.other_sha256 > reached.root_sha256
),

rooted AS (
    SELECT DISTINCT ON (reached.text_sha256)
        reached.text_sha256,
        reached.root_sha256
    FROM reached
    ORDER BY reached.text_sha256 ASC, reached.root_sha256 ASC
),

alike AS (
    SELECT
        coalesce(near.text_sha256, copied.text_sha256) AS text_sha256,
        coalesce(rooted.root_sha256, copied.text_sha256) AS root_sha256,
        near.similarity,
        copied.text_sha256 IS NOT NULL AS is_exact
    FROM near
    INNER JOIN rooted ON rooted.text_sha256 = near.text_sha256
    FULL OUTER JOIN copied ON copied.text_sha256 = near.text_sha256
)

SELECT
    first_value(sketched.article_id) OVER (
        PARTITION BY alike.root_sha256
        ORDER BY revision.published_at ASC NULLS LAST, sketched.article_id ASC
    ) AS representative_id,
    sketched.article_id,
    CASE WHEN alike.is_exact THEN 'exact' ELSE 'near' END AS kind,
    CASE WHEN alike.is_exact THEN 1 ELSE alike.similarity END AS similarity
FROM alike
INNER JOIN sketched ON sketched.text_sha256 = alike.text_sha256
INNER JOIN ingest.article ON article.id = sketched.article_id
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision;
COMMENT ON VIEW warta.duplicates IS 'Articles with (nearly) the same text as others, a row for each, the representative included. Nothing is removed for it. They are found after each run.';
COMMENT ON COLUMN warta.duplicates.representative_id IS 'The article that stands for the cluster: the one published first, of these the smallest id. Equal for all of a cluster; another one when an earlier article arrives.';
COMMENT ON COLUMN warta.duplicates.article_id IS 'The article.';
COMMENT ON COLUMN warta.duplicates.kind IS 'exact: another article has the same words in the same order, whatever the case, accents and punctuation; else near.';
COMMENT ON COLUMN warta.duplicates.similarity IS '1 where exact; else which share of their runs of three words it has in common with the article that it is most like, from 0.47 to 1. In clusters of a hundred or more, most like of those that it was compared with.';
