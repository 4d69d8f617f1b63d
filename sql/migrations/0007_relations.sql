-- Relations: what links to an article, sections as a tree, authors and tags in all their spellings.

CREATE FUNCTION ingest.plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(value, '''’‘ʼʻʿʾ`´', '');
COMMENT ON FUNCTION ingest.plain IS 'Without apostrophes: Sana''a, Sana’a and Sanaa are one word.';

CREATE FUNCTION ingest.fold(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN btrim(regexp_replace(lower(unaccent(ingest.plain(value))), '\s+', ' ', 'g'));
COMMENT ON FUNCTION ingest.fold IS 'A name without what spellings differ in: small letters, no accents or apostrophes, single spaces.';

CREATE VIEW warta.linked_from AS
SELECT
    alias.article_id,
    link.article_id AS from_article_id,
    link.position,
    link.marker,
    link.title
FROM ingest.related_link AS link
INNER JOIN ingest.article ON article.id = link.article_id
INNER JOIN ingest.alias
    ON alias.site = article.site AND alias.path = link.target_path AND alias.to_at IS NULL;
COMMENT ON VIEW warta.linked_from IS 'What links to an article ("Baca Juga"): related_links whose target is stored, seen from the target.';
COMMENT ON COLUMN warta.linked_from.article_id IS 'The article that is linked to.';
COMMENT ON COLUMN warta.linked_from.from_article_id IS 'The article that holds the link.';
COMMENT ON COLUMN warta.linked_from.position IS 'Among the links of that article, from 1.';
COMMENT ON COLUMN warta.linked_from.marker IS 'The words that open it, as written.';
COMMENT ON COLUMN warta.linked_from.title IS 'The headline it shows.';

CREATE OR REPLACE VIEW warta.sections AS
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
COMMENT ON COLUMN warta.sections.newest_at IS 'When the newest of them was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.sections.parent IS 'The section above (internasional); NULL at the top.';
COMMENT ON COLUMN warta.sections.name IS 'The last part of the path (iran).';
COMMENT ON COLUMN warta.sections.depth IS 'Parts of the path: 1 at the top.';
COMMENT ON COLUMN warta.sections.total_articles IS 'How many articles stand in it and in those below it.';

CREATE OR REPLACE VIEW warta.tags AS
WITH borne AS (
    SELECT
        articles.id,
        articles.site,
        tag
    FROM warta.articles
    CROSS JOIN LATERAL unnest(articles.tags) AS tag
),

spelling AS MATERIALIZED (
    SELECT
        stated.tag,
        ingest.fold(stated.tag) AS folded
    FROM (SELECT DISTINCT borne.tag FROM borne) AS stated
)

SELECT
    borne.site,
    mode() WITHIN GROUP (ORDER BY borne.tag) AS tag,
    count(DISTINCT borne.id) AS articles,
    spelling.folded,
    array_agg(DISTINCT borne.tag) AS spellings
FROM borne
INNER JOIN spelling ON spelling.tag = borne.tag
GROUP BY borne.site, spelling.folded;
COMMENT ON VIEW warta.tags IS 'The tags that articles bear, a row for all spellings of one.';
COMMENT ON COLUMN warta.tags.tag IS 'As stated most often.';
COMMENT ON COLUMN warta.tags.articles IS 'How many articles bear it, in any spelling.';
COMMENT ON COLUMN warta.tags.folded IS 'What all its spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.tags.spellings IS 'All its spellings, as stated.';

CREATE OR REPLACE VIEW warta.authors AS
WITH named AS (
    SELECT
        articles.id,
        articles.site,
        author
    FROM warta.articles
    CROSS JOIN LATERAL unnest(articles.authors) AS author
),

spelling AS MATERIALIZED (
    SELECT
        stated.author,
        ingest.fold(stated.author) AS folded
    FROM (SELECT DISTINCT named.author FROM named) AS stated
)

SELECT
    named.site,
    mode() WITHIN GROUP (ORDER BY named.author) AS author,
    count(DISTINCT named.id) AS articles,
    spelling.folded,
    array_agg(DISTINCT named.author) AS spellings
FROM named
INNER JOIN spelling ON spelling.author = named.author
GROUP BY named.site, spelling.folded;
COMMENT ON VIEW warta.authors IS 'The authors that articles name, a row for all spellings of one.';
COMMENT ON COLUMN warta.authors.author IS 'As stated most often.';
COMMENT ON COLUMN warta.authors.articles IS 'How many articles name them, in any spelling.';
COMMENT ON COLUMN warta.authors.folded IS 'What all their spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.authors.spellings IS 'All their spellings, as stated.';
