-- What articles have in common with others: the links between them, the rules that stripped them, the
-- sections that they stand in, as a tree, and the authors and tags that they name, however spelt.

CREATE VIEW warta.related_links AS
SELECT
    link.article_id,
    link.position,
    link.marker,
    link.title,
    link.url,
    alias.article_id AS target_article_id
FROM ingest.related_link AS link
INNER JOIN ingest.article ON article.id = link.article_id
LEFT JOIN ingest.alias
    ON alias.site = article.site AND alias.path = link.target_path AND alias.to_at IS NULL;
COMMENT ON VIEW warta.related_links IS 'The links to other articles that stood within the text ("Baca Juga"), as the newest capture shows them.';
COMMENT ON COLUMN warta.related_links.article_id IS 'The article that holds the link.';
COMMENT ON COLUMN warta.related_links.position IS 'Among the links of the article, from 1.';
COMMENT ON COLUMN warta.related_links.marker IS 'The words that open it, as written.';
COMMENT ON COLUMN warta.related_links.title IS 'The headline it shows.';
COMMENT ON COLUMN warta.related_links.url IS 'Where it leads; NULL where the text has no link.';
COMMENT ON COLUMN warta.related_links.target_article_id IS 'The article it leads to; NULL until that is known.';

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

CREATE VIEW warta.removed_blocks AS
SELECT
    removed.article_id,
    removed.revision,
    removed.position,
    removed.rule,
    removed.text
FROM ingest.removed_block AS removed;
COMMENT ON VIEW warta.removed_blocks IS 'What was stripped from the pages, and by which rule.';
COMMENT ON COLUMN warta.removed_blocks.article_id IS 'The article.';
COMMENT ON COLUMN warta.removed_blocks.revision IS 'The revision whose capture held it.';
COMMENT ON COLUMN warta.removed_blocks.position IS 'Among the removed blocks of the revision, from 1.';
COMMENT ON COLUMN warta.removed_blocks.rule IS 'Name of the rule that took it: related_link, comment_form and so on.';
COMMENT ON COLUMN warta.removed_blocks.text IS 'Its text; of readers'' comments, only how many there were when the revision was captured.';

DO $$
DECLARE
    lacking text := (
        SELECT string_agg(needed.name, ', ')
        FROM (VALUES ('pg_trgm'), ('unaccent')) AS needed (name)
        WHERE needed.name NOT IN (SELECT name FROM pg_available_extensions)
    );
BEGIN
    IF lacking IS NOT NULL THEN
        RAISE EXCEPTION 'this server lacks what names are compared and searched by (%): install PostgreSQL''s contrib modules', lacking;
    END IF;
END
$$;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE FUNCTION ingest.plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
    value,
    U&'[''\2019\2018\02B9\02BB-\02BF\02C8`\00B4\200E\200F\061C\202A-\202E\2066-\2069]',
    '',
    'g'
);
COMMENT ON FUNCTION ingest.plain IS 'Without apostrophes (Sana''a, Sana’a and Sanaa are one word), and without marks of writing direction.';

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
COMMENT ON VIEW warta.sections IS 'The sections that articles stand in, and those above them: a tree. Articles that are gone count.';
COMMENT ON COLUMN warta.sections.site IS 'The publication.';
COMMENT ON COLUMN warta.sections.section IS 'Path of the section, such as internasional/iran.';
COMMENT ON COLUMN warta.sections.articles IS 'How many articles stand in it, those below it not counted.';
COMMENT ON COLUMN warta.sections.newest_at IS 'When the newest of them was published; NULL where none is, or none says when.';
COMMENT ON COLUMN warta.sections.parent IS 'The section above (internasional); NULL at the top.';
COMMENT ON COLUMN warta.sections.name IS 'The last part of the path (iran).';
COMMENT ON COLUMN warta.sections.depth IS 'Parts of the path: 1 at the top.';
COMMENT ON COLUMN warta.sections.total_articles IS 'How many articles stand in it and in those below it.';

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

CREATE VIEW warta.tags AS
SELECT
    spelling.site,
    spelling.name AS tag,
    spelling.articles,
    spelling.folded,
    spelling.spellings
FROM ingest.spellings('tags') AS spelling;
COMMENT ON VIEW warta.tags IS 'The tags that articles bear, a row for all spellings of one. Articles that are gone count.';
COMMENT ON COLUMN warta.tags.site IS 'The publication.';
COMMENT ON COLUMN warta.tags.tag IS 'As stated most often.';
COMMENT ON COLUMN warta.tags.articles IS 'How many articles bear it, in any spelling.';
COMMENT ON COLUMN warta.tags.folded IS 'What all its spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.tags.spellings IS 'All its spellings, as stated.';

CREATE VIEW warta.authors AS
SELECT
    spelling.site,
    spelling.name AS author,
    spelling.articles,
    spelling.folded,
    spelling.spellings
FROM ingest.spellings('authors') AS spelling;
COMMENT ON VIEW warta.authors IS 'The authors that articles name, a row for all spellings of one. Articles that are gone count.';
COMMENT ON COLUMN warta.authors.site IS 'The publication.';
COMMENT ON COLUMN warta.authors.author IS 'As stated most often.';
COMMENT ON COLUMN warta.authors.articles IS 'How many articles name them, in any spelling.';
COMMENT ON COLUMN warta.authors.folded IS 'What all their spellings share: small letters, no accents or apostrophes, single spaces.';
COMMENT ON COLUMN warta.authors.spellings IS 'All their spellings, as stated.';
