-- Authors and tags are told by one rule.

CREATE FUNCTION ingest.spellings(of_column text)
RETURNS TABLE (site text, name text, articles bigint, folded text, spellings text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH stated AS MATERIALIZED (
        SELECT
            articles.site,
            named.name,
            ingest.fold(named.name) AS folded,
            array_agg(articles.id) AS ids
        FROM warta.articles
        CROSS JOIN LATERAL unnest(
            CASE spellings.of_column WHEN 'tags' THEN articles.tags ELSE articles.authors END
        ) AS named (name)
        GROUP BY articles.site, named.name
    ),

    spelling AS MATERIALIZED (
        SELECT
            stated.*,
            dense_rank() OVER (ORDER BY stated.site, stated.folded) AS number,
            count(*) OVER (PARTITION BY stated.site, stated.folded) > 1 AS is_one_of_several
        FROM stated
    ),

    -- who bears two spellings of one is one article
    counted AS (
        SELECT
            several.number,
            count(*) AS articles
        FROM (
            SELECT DISTINCT
                spelling.number,
                id
            FROM spelling
            CROSS JOIN LATERAL unnest(spelling.ids) AS id
            WHERE spelling.is_one_of_several
        ) AS several
        GROUP BY several.number
    )

    SELECT
        spelling.site,
        (
            array_agg(spelling.name ORDER BY cardinality(spelling.ids) DESC, spelling.name ASC)
        )[1] AS name,
        coalesce(min(counted.articles), min(cardinality(spelling.ids))) AS articles,
        spelling.folded,
        array_agg(spelling.name ORDER BY spelling.name) AS spellings
    FROM spelling
    LEFT JOIN counted ON counted.number = spelling.number
    GROUP BY spelling.site, spelling.folded;
END;
COMMENT ON FUNCTION ingest.spellings IS 'The names that a column of articles (tags or authors) holds, a row for all spellings of one.';

CREATE OR REPLACE VIEW warta.tags AS
SELECT
    spelling.site,
    spelling.name AS tag,
    spelling.articles,
    spelling.folded,
    spelling.spellings
FROM ingest.spellings('tags') AS spelling;

CREATE OR REPLACE VIEW warta.authors AS
SELECT
    spelling.site,
    spelling.name AS author,
    spelling.articles,
    spelling.folded,
    spelling.spellings
FROM ingest.spellings('authors') AS spelling;
