-- What stands in more than one article: texts, and lines of them.

-- Exact and near duplicates are looked for by band: a row for each finds them in a tenth of the
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

-- Of each site's newest articles, so that it takes as long however large an archive is. White space
-- needs no folding here: extraction leaves one space, and a line feed between lines.
CREATE VIEW warta.repeated_lines AS
SELECT
    site.name AS site,
    repeated.line,
    repeated.articles,
    repeated.of_articles,
    (repeated.articles::float / repeated.of_articles)::real AS share,
    repeated.at_beginning,
    repeated.at_end,
    repeated.article_ids,
    repeated.urls,
    repeated.first_published_at,
    repeated.last_published_at
FROM ingest.site
CROSS JOIN LATERAL (
    WITH newest AS MATERIALIZED (
        SELECT
            articles.id,
            articles.url,
            articles.blocks,
            articles.published_at,
            coalesce(duplicates.representative_id, articles.id) AS text_id,
            row_number() OVER (
                ORDER BY articles.published_at DESC NULLS LAST, articles.id DESC
            ) AS place
        FROM (
            SELECT articles.*
            FROM warta.articles
            WHERE articles.site = site.name AND articles.is_live
            ORDER BY articles.published_at DESC NULLS LAST
            LIMIT 1000
        ) AS articles
        LEFT JOIN warta.duplicates ON duplicates.article_id = articles.id
    ),

    -- what is long, quoted or tabled has a place among the lines, and is none that is told of
    said AS MATERIALIZED (
        SELECT
            newest.id,
            block.position AS block_position,
            line.position,
            CASE
                WHEN length(line.text) <= 300 AND block.value ->> 'kind' NOT IN ('quote', 'table')
                    THEN line.text
            END AS text
        FROM newest
        CROSS JOIN LATERAL jsonb_array_elements(newest.blocks)
            WITH ORDINALITY AS block (value, position)
        CROSS JOIN LATERAL string_to_table(
            CASE block.value ->> 'kind'
                WHEN 'list' THEN (
                    SELECT string_agg(item.text, E'\n')
                    FROM jsonb_array_elements_text(block.value -> 'items') AS item (text)
                )
                WHEN 'table' THEN ''
                WHEN 'embed' THEN NULL
                ELSE block.value ->> 'text'
            END,
            E'\n'
        ) WITH ORDINALITY AS line (text, position)
    ),

    placed AS (
        SELECT
            said.id,
            said.text,
            lag(said.id) OVER in_order IS NULL AS is_first,
            lead(said.id) OVER in_order IS NULL AS is_last
        FROM said
        WINDOW in_order AS (PARTITION BY said.id ORDER BY said.block_position, said.position)
    ),

    held AS (
        SELECT
            regexp_replace(lower(placed.text), '\d+([.,]\d+)*', '0', 'g') AS folded,
            placed.id,
            min(placed.text) AS text,
            bool_or(placed.is_first) AS is_first,
            bool_or(placed.is_last) AS is_last
        FROM placed
        WHERE placed.text ~ '[[:alpha:]]'
        GROUP BY folded, placed.id
    )

    SELECT
        (array_agg(held.text ORDER BY newest.place))[1] AS line,
        count(DISTINCT newest.text_id) AS articles,
        (SELECT count(DISTINCT looked_at.text_id) FROM newest AS looked_at) AS of_articles,
        count(DISTINCT newest.text_id) FILTER (WHERE held.is_first) AS at_beginning,
        count(DISTINCT newest.text_id) FILTER (WHERE held.is_last) AS at_end,
        (array_agg(held.id ORDER BY newest.place))[1:3] AS article_ids,
        (array_agg(newest.url ORDER BY newest.place))[1:3] AS urls,
        min(newest.published_at) AS first_published_at,
        max(newest.published_at) AS last_published_at
    FROM held
    INNER JOIN newest ON newest.id = held.id
    GROUP BY held.folded
    HAVING count(DISTINCT newest.text_id) >= 3
) AS repeated;
COMMENT ON VIEW warta.repeated_lines IS 'Lines of at most 300 letters (paragraphs, headings, list items) that stand word for word in three or more of the newest 1,000 live articles of a site, whatever their case and numbers. A sentence of an article''s own hardly ever does; what a plugin prints does. Copies by duplicates count as one article.';
COMMENT ON COLUMN warta.repeated_lines.site IS 'The publication.';
COMMENT ON COLUMN warta.repeated_lines.line IS 'The line, as the newest of these articles has it.';
COMMENT ON COLUMN warta.repeated_lines.articles IS 'How many articles hold it.';
COMMENT ON COLUMN warta.repeated_lines.of_articles IS 'How many articles of the site were looked at.';
COMMENT ON COLUMN warta.repeated_lines.share IS 'articles by of_articles, up to 1.';
COMMENT ON COLUMN warta.repeated_lines.at_beginning IS 'Of how many it is the first line.';
COMMENT ON COLUMN warta.repeated_lines.at_end IS 'Of how many it is the last line.';
COMMENT ON COLUMN warta.repeated_lines.article_ids IS 'The newest three that hold it: articles.id.';
COMMENT ON COLUMN warta.repeated_lines.urls IS 'Their articles.url, in the same order.';
COMMENT ON COLUMN warta.repeated_lines.first_published_at IS 'When the oldest of those that hold it was published; NULL where none says when.';
COMMENT ON COLUMN warta.repeated_lines.last_published_at IS 'The same of the newest; NULL where none says when.';
