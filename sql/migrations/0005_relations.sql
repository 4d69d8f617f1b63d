-- Relations: sections as a tree, authors and tags in all their spellings.

CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE FUNCTION ingest.plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- translate() looks at each letter for each mark: three times as long
RETURN replace(replace(replace(replace(replace(replace(replace(replace(replace(
    value,
    '''', ''), '’', ''), '‘', ''), 'ʼ', ''), 'ʻ', ''), 'ʿ', ''), 'ʾ', ''), '`', ''), '´', '');
COMMENT ON FUNCTION ingest.plain IS 'Without apostrophes: Sana''a, Sana’a and Sanaa are one word.';

CREATE FUNCTION ingest.fold(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN btrim(regexp_replace(lower(unaccent(ingest.plain(value))), '\s+', ' ', 'g'));
COMMENT ON FUNCTION ingest.fold IS 'A name without what spellings differ in: small letters, no accents or apostrophes, single spaces.';

CREATE VIEW warta.sections AS
WITH stated AS (
    SELECT
        articles.site,
        string_to_array(articles.section, '/') AS names,
        count(*) AS articles,
        max(articles.published_at) AS newest_at
    FROM warta.articles
    WHERE articles.section IS NOT NULL
    GROUP BY articles.site, articles.section
),

tree AS (
    SELECT
        stated.site,
        stated.names[1:depth] AS names,
        depth = cardinality(stated.names) AS is_own,
        stated.articles,
        stated.newest_at
    FROM stated
    CROSS JOIN LATERAL generate_series(1, cardinality(stated.names)) AS depth
)

SELECT
    tree.site,
    array_to_string(tree.names, '/') AS section,
    coalesce(sum(tree.articles) FILTER (WHERE tree.is_own), 0)::bigint AS articles,
    max(tree.newest_at) FILTER (WHERE tree.is_own) AS newest_at,
    nullif(array_to_string(trim_array(tree.names, 1), '/'), '') AS parent,
    tree.names[cardinality(tree.names)] AS name,
    cardinality(tree.names) AS depth,
    sum(tree.articles)::bigint AS total_articles
FROM tree
GROUP BY tree.site, tree.names;
COMMENT ON VIEW warta.sections IS 'The sections that articles stand in, and those above them: a tree.';
COMMENT ON COLUMN warta.sections.site IS 'The publication.';
COMMENT ON COLUMN warta.sections.section IS 'Path of the section, such as internasional/iran.';
COMMENT ON COLUMN warta.sections.articles IS 'How many articles stand in it, those below it not counted.';
COMMENT ON COLUMN warta.sections.newest_at IS 'When the newest of them was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.sections.parent IS 'The section above (internasional); NULL at the top.';
COMMENT ON COLUMN warta.sections.name IS 'The last part of the path (iran).';
COMMENT ON COLUMN warta.sections.depth IS 'Parts of the path: 1 at the top.';
COMMENT ON COLUMN warta.sections.total_articles IS 'How many articles stand in it and in those below it.';

CREATE VIEW warta.tags AS
WITH stated AS MATERIALIZED (
    SELECT
        articles.site,
        tag,
        ingest.fold(tag) AS folded,
        array_agg(articles.id) AS ids
    FROM warta.articles
    CROSS JOIN LATERAL unnest(articles.tags) AS tag
    GROUP BY articles.site, tag
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
        array_agg(spelling.tag ORDER BY cardinality(spelling.ids) DESC, spelling.tag ASC)
    )[1] AS tag,
    coalesce(min(counted.articles), min(cardinality(spelling.ids))) AS articles,
    spelling.folded,
    array_agg(spelling.tag ORDER BY spelling.tag) AS spellings
FROM spelling
LEFT JOIN counted ON counted.number = spelling.number
GROUP BY spelling.site, spelling.folded;
COMMENT ON VIEW warta.tags IS 'The tags that articles bear, a row for all spellings of one.';
COMMENT ON COLUMN warta.tags.site IS 'The publication.';
COMMENT ON COLUMN warta.tags.tag IS 'As stated most often.';
COMMENT ON COLUMN warta.tags.articles IS 'How many articles bear it, in any spelling.';
COMMENT ON COLUMN warta.tags.folded IS 'What all its spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.tags.spellings IS 'All its spellings, as stated.';

CREATE VIEW warta.authors AS
WITH stated AS MATERIALIZED (
    SELECT
        articles.site,
        author,
        ingest.fold(author) AS folded,
        array_agg(articles.id) AS ids
    FROM warta.articles
    CROSS JOIN LATERAL unnest(articles.authors) AS author
    GROUP BY articles.site, author
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
        array_agg(spelling.author ORDER BY cardinality(spelling.ids) DESC, spelling.author ASC)
    )[1] AS author,
    coalesce(min(counted.articles), min(cardinality(spelling.ids))) AS articles,
    spelling.folded,
    array_agg(spelling.author ORDER BY spelling.author) AS spellings
FROM spelling
LEFT JOIN counted ON counted.number = spelling.number
GROUP BY spelling.site, spelling.folded;
COMMENT ON VIEW warta.authors IS 'The authors that articles name, a row for all spellings of one.';
COMMENT ON COLUMN warta.authors.site IS 'The publication.';
COMMENT ON COLUMN warta.authors.author IS 'As stated most often.';
COMMENT ON COLUMN warta.authors.articles IS 'How many articles name them, in any spelling.';
COMMENT ON COLUMN warta.authors.folded IS 'What all their spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.authors.spellings IS 'All their spellings, as stated.';
