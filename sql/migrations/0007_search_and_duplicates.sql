-- Search with filters, prefixes and misspelt names; exact and near duplicates.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        RAISE EXCEPTION 'this server lacks the extension pg_trgm, by which misspelt names are found: install PostgreSQL''s contrib modules';
    END IF;
END
$$;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TEXT SEARCH CONFIGURATION ingest.words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION ingest.words
ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
COMMENT ON TEXT SEARCH CONFIGURATION ingest.words IS 'Words as they are, accents folded.';

ALTER TABLE ingest.search_document ADD COLUMN recipe int NOT NULL DEFAULT 1;
ALTER TABLE ingest.search_document ADD COLUMN title_document tsvector;
ALTER TABLE ingest.search_document ADD COLUMN site text;
ALTER TABLE ingest.search_document ADD COLUMN section text;
ALTER TABLE ingest.search_document ADD COLUMN published_at timestamptz;
ALTER TABLE ingest.search_document ADD COLUMN authors text[];
COMMENT ON COLUMN ingest.search_document.document IS 'Stems of the first 1,000 characters of the title (weight A) and the first 150,000 of the body (weight B), and their words as they are, without positions.';
COMMENT ON COLUMN ingest.search_document.recipe IS 'How the row was made: where it is not the recipe of refresh_search, the next run makes it anew.';
COMMENT ON COLUMN ingest.search_document.title_document IS 'The title''s part of document.';
COMMENT ON COLUMN ingest.search_document.site IS 'The site of the article; NULL in rows of recipe 1.';
COMMENT ON COLUMN ingest.search_document.section IS 'As in the revision.';
COMMENT ON COLUMN ingest.search_document.published_at IS 'As in the revision; where that states none, when the article was first seen.';
COMMENT ON COLUMN ingest.search_document.authors IS 'Those of the revision, folded.';

CREATE TABLE ingest.search_word (word text NOT NULL);
COMMENT ON TABLE ingest.search_word IS 'The words of search documents, by which misspelt ones are understood. Two runs may both add one.';
COMMENT ON COLUMN ingest.search_word.word IS 'Of 4 to 40 letters, as it is, accents folded.';
CREATE INDEX search_word_by_word ON ingest.search_word (word); -- refresh_search
CREATE INDEX search_word_by_trigram ON ingest.search_word USING gin (word gin_trgm_ops); -- ingest.alike

CREATE FUNCTION ingest.asked(query text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    plain text := regexp_replace(ingest.plain(left(query, 1000)), 'zq[0-9]+zq', '', 'g');
    prefix CONSTANT text := '([[:alnum:]]{3,})\*+(?![[:alnum:]])';
    prefixes text[] := '{}';
    words text;
BEGIN
    -- websearch_to_tsquery knows no prefixes: words that stand for them are exchanged afterwards
    WHILE plain ~ prefix LOOP
        prefixes := prefixes || ingest.fold(substring(plain FROM prefix));
        plain := regexp_replace(plain, prefix, format('zq%szq', cardinality(prefixes)));
    END LOOP;
    words := websearch_to_tsquery('ingest.indonesian', plain)::text;
    FOR number IN 1 .. cardinality(prefixes) LOOP
        words := replace(words, format('''zq%szq''', number), format('''%s'':*', prefixes[number]));
    END LOOP;
    RETURN words::tsquery;
END;
$$;
COMMENT ON FUNCTION ingest.asked IS 'What people type as a query: as in a web search, and kerja* for words that begin so.';

CREATE FUNCTION ingest.alike(word text) RETURNS TABLE (alternative text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT search_word.word
    FROM ingest.search_word
    WHERE search_word.word % alike.word AND similarity(search_word.word, alike.word) >= 0.45
    GROUP BY search_word.word
    ORDER BY similarity(search_word.word, alike.word) DESC, search_word.word ASC
    LIMIT 3;
END;
COMMENT ON FUNCTION ingest.alike IS 'The words of the archive that a misspelt one may stand for, the likeliest first.';

CREATE FUNCTION ingest.asked_alike(asked tsquery) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := asked::text;
    lexeme text;
    others text;
BEGIN
    FOR lexeme IN SELECT DISTINCT part[1] FROM regexp_matches(words, '''([^'']+)''(?!:)', 'g') AS part LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM ingest.search_document WHERE document @@ quote_literal(lexeme)::tsquery
        );
        SELECT string_agg(quote_literal(alternative), ' | ') INTO others FROM ingest.alike(lexeme);
        words := replace(words, quote_literal(lexeme), coalesce('( ' || others || ' )', quote_literal(lexeme)));
    END LOOP;
    RETURN words::tsquery;
END;
$$;
COMMENT ON FUNCTION ingest.asked_alike IS 'A query in which words that the archive does not know have become like ones that it knows.';

CREATE FUNCTION ingest.hits(
    asked tsquery,
    max_results int,
    skip int,
    in_section text,
    since timestamptz,
    until timestamptz,
    by_author text,
    of_site text
)
RETURNS TABLE (
    article_id bigint,
    rank real,
    title text,
    headline text,
    section text,
    published_at timestamptz,
    url text
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH newest AS (
        SELECT
            document.article_id,
            document.revision,
            document.document,
            document.title_document,
            document.published_at
        FROM ingest.search_document AS document
        WHERE
            document.document @@ hits.asked
            AND (
                hits.in_section IS NULL
                OR document.section = hits.in_section
                OR starts_with(document.section, hits.in_section || '/')
            )
            AND (hits.since IS NULL OR document.published_at >= hits.since)
            AND (hits.until IS NULL OR document.published_at < hits.until)
            AND (hits.by_author IS NULL OR ingest.fold(hits.by_author) = any(document.authors))
            AND (hits.of_site IS NULL OR document.site = hits.of_site)
        ORDER BY document.published_at DESC NULLS LAST, document.article_id DESC
        LIMIT 2000
    ),

    -- an article counts half as much as another that is a year younger
    weighed AS (
        SELECT
            newest.*,
            1 / (
                1 + coalesce(
                    extract(EPOCH FROM max(newest.published_at) OVER () - newest.published_at)
                    / 31536000, 10
                )
            )::real AS weight
        FROM newest
    ),

    -- documents are large and lie apart: titles say first which of them are worth being unpacked
    likely AS (
        SELECT *
        FROM weighed
        ORDER BY
            (0.1 + coalesce(ts_rank(weighed.title_document, hits.asked), 0)) * weighed.weight DESC,
            weighed.article_id DESC
        LIMIT greatest(200, hits.skip + hits.max_results)
    ),

    page AS (
        SELECT
            likely.article_id,
            likely.revision,
            (ts_rank(likely.document, hits.asked) * likely.weight)::real AS rank
        FROM likely
        ORDER BY rank DESC, likely.article_id DESC
        LIMIT hits.max_results OFFSET hits.skip
    )

    -- as a letter's mark, the apostrophe of Sana’a does not part the word
    SELECT
        page.article_id,
        page.rank,
        revision.title,
        translate(
            ts_headline(
                'ingest.indonesian',
                translate(left(revision.body, 20000), '’''ʼ', U&'\0315\0313\0312'),
                hits.asked,
                'StartSel=«, StopSel=», MaxWords=35, MinWords=20'
            ),
            U&'\0315\0313\0312', '’''ʼ'
        ) AS headline,
        revision.section,
        revision.published_at,
        revision.url
    FROM page
    INNER JOIN ingest.revision
        ON revision.article_id = page.article_id AND revision.revision = page.revision
    ORDER BY page.rank DESC, page.article_id DESC;
END;
COMMENT ON FUNCTION ingest.hits IS 'A page of what matches, the best of the newest 2,000 first.';

-- Dropped and made anew, not replaced: a call that leaves arguments out must find one function.
-- squawk-ignore ban-drop-function
DROP FUNCTION warta.search(text, int);
CREATE FUNCTION warta.search(
    query text,
    max_results int DEFAULT 20,
    in_section text DEFAULT NULL,
    since timestamptz DEFAULT NULL,
    until timestamptz DEFAULT NULL,
    by_author text DEFAULT NULL,
    of_site text DEFAULT NULL,
    skip int DEFAULT 0
)
RETURNS TABLE (
    article_id bigint,
    rank real,
    title text,
    headline text,
    section text,
    published_at timestamptz,
    url text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
SET max_parallel_workers_per_gather = 0 -- starting a worker takes as long as a search
SET enable_seqscan = off -- the planner does not know what unpacking all documents costs
AS $$
DECLARE
    words tsquery := ingest.asked(query);
BEGIN
    RETURN QUERY SELECT * FROM ingest.hits(
        words, max_results, skip, in_section, since, until, by_author, of_site
    );
    IF FOUND OR skip > 0 AND EXISTS (
        SELECT FROM ingest.hits(words, 1, 0, in_section, since, until, by_author, of_site)
    ) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT * FROM ingest.hits(
        ingest.asked_alike(words), max_results, skip, in_section, since, until, by_author, of_site
    );
END;
$$;
COMMENT ON FUNCTION warta.search IS 'Articles that match a query, best first; younger ones count more. Words are stemmed in Indonesian; "quoted phrases", or and - work as in a web search, kerja* finds words that begin so (in a phrase: stems). Where nothing matches, words that no article holds are taken for like ones. in_section: a section and those below it; since (included) and until (not): time of publication; by_author, of_site: one of them. Matches stand between « and ». Ranked are the newest 2,000 matches.';

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
COMMENT ON COLUMN ingest.sketch.bands IS 'Hashes of parts of a MinHash signature: texts that share one may be near duplicates.';
COMMENT ON COLUMN ingest.sketch.numbers IS 'A byte of each number of that signature.';
CREATE INDEX sketch_by_text ON ingest.sketch (text_sha256); -- exact duplicates, warta.duplicates
CREATE INDEX sketch_by_band ON ingest.sketch USING gin (bands) WITH (fastupdate = off); -- near_candidates

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

-- the least text of a cluster reaches all others by way of greater ones
reached AS (
    SELECT
        pair.one_sha256 AS text_sha256,
        pair.one_sha256 AS root_sha256
    FROM pair
    UNION
    SELECT
        pair.other_sha256,
        reached.root_sha256
    FROM reached
    INNER JOIN pair ON pair.one_sha256 = reached.text_sha256
    WHERE pair.other_sha256 > reached.root_sha256
),

text AS (
    SELECT DISTINCT ON (reached.text_sha256)
        reached.text_sha256,
        reached.root_sha256,
        (
            SELECT max(pair.similarity) FROM pair
            WHERE pair.one_sha256 = reached.text_sha256
        ) AS similarity
    FROM reached
    ORDER BY reached.text_sha256 ASC, reached.root_sha256 ASC
),

member AS (
    SELECT
        sketched.article_id,
        coalesce(text.root_sha256, sketched.text_sha256) AS root_sha256,
        text.similarity,
        count(*) OVER (PARTITION BY sketched.text_sha256) > 1 AS is_exact
    FROM sketched
    LEFT JOIN text ON text.text_sha256 = sketched.text_sha256
)

SELECT
    first_value(member.article_id) OVER (
        PARTITION BY member.root_sha256
        ORDER BY revision.published_at ASC NULLS LAST, member.article_id ASC
    ) AS representative_id,
    member.article_id,
    CASE WHEN member.is_exact THEN 'exact' ELSE 'near' END AS kind,
    CASE WHEN member.is_exact THEN 1 ELSE member.similarity END AS similarity
FROM member
INNER JOIN ingest.article ON article.id = member.article_id
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
WHERE member.is_exact OR member.similarity IS NOT NULL;
COMMENT ON VIEW warta.duplicates IS 'Articles with (nearly) the same text as others, a row for each, the representative included. Nothing is removed for it. They are found after each run.';
COMMENT ON COLUMN warta.duplicates.representative_id IS 'The article that stands for the cluster: the one published first, of these the smallest id. Equal for all of a cluster; another one when an earlier article arrives.';
COMMENT ON COLUMN warta.duplicates.article_id IS 'The article.';
COMMENT ON COLUMN warta.duplicates.kind IS 'exact: another article has the same words in the same order, whatever the case, accents and punctuation; else near.';
COMMENT ON COLUMN warta.duplicates.similarity IS '1 where exact; else which share of their runs of three words it has in common with the article that it is most like, from 0.47 to 1.';
