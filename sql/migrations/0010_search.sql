-- Full-text search in Indonesian, with filters, prefixes and misspelt names. Documents are built after
-- a load, not by it: a generated column would cost three quarters of the loading speed. They hold words
-- as they are, which one parse makes; a query asks for all words of the archive that are made of the
-- root of one that was typed.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TEXT SEARCH CONFIGURATION ingest.words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION ingest.words
ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
COMMENT ON TEXT SEARCH CONFIGURATION ingest.words IS 'Words as they are, accents folded.';

CREATE TABLE ingest.search_document (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    revision int NOT NULL,
    document tsvector NOT NULL,
    recipe int NOT NULL DEFAULT 1,
    title_document tsvector,
    site text,
    section text,
    published_at timestamptz,
    authors text[]
);
COMMENT ON TABLE ingest.search_document IS 'The current revision of each article, as the search reads it.';
COMMENT ON COLUMN ingest.search_document.article_id IS 'The article.';
COMMENT ON COLUMN ingest.search_document.revision IS 'The revision that document was made from; where it is not the current one, the next run makes it anew.';
COMMENT ON COLUMN ingest.search_document.document IS 'Words of the first 1,000 characters of the title (weight A) and the first 150,000 of the body (weight B), accents folded.';
COMMENT ON COLUMN ingest.search_document.recipe IS 'How the row was made: where it is not the recipe of refresh_search, the next run makes it anew.';
COMMENT ON COLUMN ingest.search_document.title_document IS 'The title''s part of document; NULL in rows of recipe 1, like the columns that follow.';
COMMENT ON COLUMN ingest.search_document.site IS 'The site of the article; NULL in rows of recipe 1.';
COMMENT ON COLUMN ingest.search_document.section IS 'As in the revision, where it may be NULL.';
COMMENT ON COLUMN ingest.search_document.published_at IS 'As in the revision; where that states none, when the article was first seen. NULL in rows of recipe 1.';
COMMENT ON COLUMN ingest.search_document.authors IS 'Those of the revision, folded; NULL in rows of recipe 1.';
CREATE INDEX search_document_by_stem ON ingest.search_document USING gin (document); -- warta.search
-- pglz makes a list of words no smaller, and takes a quarter of the time that a document takes.
ALTER TABLE ingest.search_document ALTER COLUMN document SET STORAGE EXTERNAL;

CREATE TABLE ingest.search_word (word text NOT NULL);
COMMENT ON TABLE ingest.search_word IS 'The words of search documents: by stem, and by which misspelt ones are understood. Two runs may both add one.';
COMMENT ON COLUMN ingest.search_word.word IS 'Of 4 to 100 letters and hyphens, as it is, accents folded.';
CREATE INDEX search_word_by_word ON ingest.search_word (word); -- refresh_search
CREATE INDEX search_word_by_trigram ON ingest.search_word USING gin (word gin_trgm_ops); -- ingest.alike
CREATE INDEX search_word_by_stem
ON ingest.search_word (ts_lexize('pg_catalog.indonesian_stem', word)); -- ingest.family

CREATE FUNCTION ingest.roots(word text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT roots.word
    UNION
    SELECT swallowed.letter || stem.root
    FROM
        unnest(ts_lexize('pg_catalog.indonesian_stem', roots.word)) AS stem (root),
        (VALUES ('', ''), ('^(me|pe)n[aeiou]', 't'), ('^(me|pe)ng[aeiou]', 'k'))
            AS swallowed (prefix, letter)
    WHERE roots.word ~ swallowed.prefix;
END;
COMMENT ON FUNCTION ingest.roots IS 'What a word may be made of: itself (merdeka, whose stem is none), its stem, and that with the letter which a prefix swallows before a vowel (menewaskan: tewas).';

CREATE FUNCTION ingest.family(word text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT string_agg(quote_literal(known.word), ' | ')::tsquery
    FROM (
        SELECT root.word
        FROM ingest.roots(family.word) AS root (word)
        UNION
        SELECT search_word.word
        FROM
            ingest.roots(family.word) AS root (word),
            (
                VALUES
                ('', ''),
                ('^t(?=[aeiou])', '^(me|pe)n[aeiou]'),
                ('^k(?=[aeiou])', '^(me|pe)ng[aeiou]')
            ) AS swallowed (letter, prefix),
            ingest.search_word
        WHERE
            root.word ~ swallowed.letter
            AND ts_lexize('pg_catalog.indonesian_stem', search_word.word)
            = ARRAY[regexp_replace(root.word, swallowed.letter, '')]
            AND search_word.word ~ swallowed.prefix
    ) AS known;
END;
COMMENT ON FUNCTION ingest.family IS 'Any of the words that may be made of what a word is made of, that word included.';

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

CREATE FUNCTION ingest.family_alike(word text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        CASE
            WHEN EXISTS (
                SELECT FROM ingest.search_document
                WHERE search_document.document @@ meant.words
            ) THEN meant.words
            ELSE coalesce(
                (
                    SELECT string_agg(quote_literal(alike.alternative), ' | ')::tsquery
                    FROM ingest.alike(family_alike.word)
                ),
                meant.words
            )
        END
    FROM ingest.family(family_alike.word) AS meant (words);
END;
COMMENT ON FUNCTION ingest.family_alike IS 'The same; for a word that no article has, nor another of its family, words that it may stand for.';

CREATE FUNCTION ingest.asked(query text, is_misspelt boolean) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    plain text := regexp_replace(ingest.plain(left(query, 1000)), 'zq[0-9]+zq', '', 'g');
    prefix CONSTANT text := '([[:alnum:]]{3,})\*+(?![[:alnum:]])';
    prefixes text[] := '{}';
    words text;
BEGIN
    -- a dash excludes what it stands at, and is one otherwise
    plain := regexp_replace(plain, '-(?!["[:alnum:]])', ' ', 'g');
    -- websearch_to_tsquery knows no prefixes: words that stand for them are exchanged afterwards
    WHILE plain ~ prefix LOOP
        prefixes := prefixes || ingest.fold(substring(plain FROM prefix));
        plain := regexp_replace(plain, prefix, format('zq%szq', cardinality(prefixes)));
    END LOOP;
    words := websearch_to_tsquery('ingest.words', plain)::text;
    SELECT string_agg(
        CASE
            WHEN part[1] IS NULL THEN part[2]
            WHEN part[1] ~ '^zq[0-9]+zq$'
                THEN quote_literal(prefixes[substring(part[1] FROM '[0-9]+')::int]) || ':*'
            WHEN is_misspelt THEN format('( %s )', ingest.family_alike(said.word))
            ELSE format('( %s )', ingest.family(said.word))
        END, '' ORDER BY number
    ) INTO words
    -- a letter without its accent may be an apostrophe and another, which stands doubled in a word
    FROM
        regexp_matches(words, '''((?:[^'']|'''')+)''|([^'']+)', 'g')
        WITH ORDINALITY AS found (part, number)
    CROSS JOIN LATERAL (SELECT replace(part[1], '''''', '''') AS word) AS said;
    RETURN coalesce(words, '')::tsquery;
END;
$$;
COMMENT ON FUNCTION ingest.asked IS 'What people type as a query: as in a web search, and kerja* for words that begin so. Where is_misspelt, words that the archive does not know have become like ones that it knows.';

CREATE FUNCTION ingest.is_within(
    document ingest.search_document,
    in_section text,
    since timestamptz,
    until timestamptz,
    by_author text,
    of_site text
)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    is_within.in_section IS NULL
    OR (is_within.document).section = is_within.in_section
    OR starts_with((is_within.document).section, is_within.in_section || '/')
)
AND (is_within.since IS NULL OR (is_within.document).published_at >= is_within.since)
AND (is_within.until IS NULL OR (is_within.document).published_at < is_within.until)
AND (
    is_within.by_author IS NULL
    OR is_within.by_author = any((is_within.document).authors)
)
AND (is_within.of_site IS NULL OR (is_within.document).site = is_within.of_site);
COMMENT ON FUNCTION ingest.is_within IS 'Whether an article is of the section, the time, the author (folded) and the site that were asked for; NULL: of any.';

CREATE FUNCTION ingest.newest_without(
    asked tsquery,
    in_section text,
    since timestamptz,
    until timestamptz,
    by_author text,
    of_site text
)
RETURNS SETOF ingest.search_document
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp -- so that it stands for itself: no other search plans it
BEGIN ATOMIC
    SELECT document.*
    FROM (
        SELECT
            placed.article_id,
            placed.published_at
        FROM ingest.search_document AS placed
        WHERE
            ingest.is_within(
                placed,
                newest_without.in_section,
                newest_without.since,
                newest_without.until,
                newest_without.by_author,
                newest_without.of_site
            )
        ORDER BY placed.published_at DESC NULLS LAST, placed.article_id DESC
        OFFSET 0
    ) AS placed
    INNER JOIN ingest.search_document AS document ON document.article_id = placed.article_id
    WHERE document.document @@ newest_without.asked
    ORDER BY placed.published_at DESC NULLS LAST, placed.article_id DESC
    LIMIT 2000;
END;
COMMENT ON FUNCTION ingest.newest_without IS 'The newest 2,000 that match a query which only says what there must not be: no index finds those, so documents are unpacked, the newest first, until enough match.';

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
            placed.article_id,
            placed.revision,
            placed.document,
            placed.title_document,
            placed.published_at
        FROM ingest.search_document AS placed
        WHERE
            querytree(hits.asked) <> 'T'
            AND placed.document @@ hits.asked
            AND ingest.is_within(
                placed, hits.in_section, hits.since, hits.until, hits.by_author, hits.of_site
            )
        ORDER BY placed.published_at DESC NULLS LAST, placed.article_id DESC
        LIMIT 2000
    ),

    matching AS (
        SELECT newest.*
        FROM newest
        UNION ALL
        SELECT
            document.article_id,
            document.revision,
            document.document,
            document.title_document,
            document.published_at
        FROM ingest.newest_without(
            hits.asked, hits.in_section, hits.since, hits.until, hits.by_author, hits.of_site
        ) AS document
        WHERE querytree(hits.asked) = 'T'
    ),

    -- an article counts half as much as another that is a year younger
    weighed AS (
        SELECT
            matching.*,
            1 / (
                1 + coalesce(
                    extract(EPOCH FROM max(matching.published_at) OVER () - matching.published_at)
                    / 31536000, 10
                )
            )::real AS weight
        FROM matching
    ),

    -- documents are large and lie apart: titles say first which of them are worth being unpacked
    batched AS (
        SELECT
            weighed.*,
            (
                row_number() OVER (
                    ORDER BY
                        (0.1 + coalesce(ts_rank(weighed.title_document, hits.asked), 0))
                        * weighed.weight DESC,
                        weighed.article_id DESC
                ) - 1
            ) / 200 AS batch
        FROM weighed
    ),

    ranked AS (
        SELECT
            batched.article_id,
            batched.revision,
            batched.batch,
            batched.weight,
            (ts_rank(batched.document, hits.asked) * batched.weight)::real AS rank
        FROM batched
        WHERE coalesce(batched.batch <= (hits.skip::bigint + hits.max_results - 1) / 200, TRUE)
    ),

    -- nobody ranks higher than who stands before; where nothing ranks, as without words, the newest
    -- come first
    page AS (
        SELECT
            ranked.article_id,
            ranked.revision,
            min(ranked.rank) OVER placed AS rank,
            row_number() OVER placed AS place
        FROM ranked
        WINDOW placed AS (
            ORDER BY
                ranked.batch ASC, ranked.rank DESC, ranked.weight DESC, ranked.article_id DESC
        )
        ORDER BY place
        LIMIT hits.max_results OFFSET hits.skip
    )

    -- as a letter's mark, the apostrophe of Sana’a does not part the word
    SELECT
        page.article_id,
        page.rank,
        revision.title,
        translate(
            ts_headline(
                'ingest.words',
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
    ORDER BY page.place;
END;
COMMENT ON FUNCTION ingest.hits IS 'A page of what matches, the best of the newest 2,000 first.';

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
SET client_min_messages = warning -- a query without words finds nothing, and that is all
AS $$
DECLARE
    words tsquery := ingest.asked(query, FALSE);
    -- like the words a variable: within the call it would be folded again for each article
    author text := ingest.fold(by_author);
    alike tsquery;
BEGIN
    IF max_results < 0 OR skip < 0 THEN
        RAISE EXCEPTION 'max_results and skip are 0 or more'
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN QUERY SELECT * FROM ingest.hits(
        words, max_results, skip, in_section, since, until, author, of_site
    );
    IF FOUND OR skip > 0 AND EXISTS (
        SELECT FROM ingest.hits(words, 1, 0, in_section, since, until, author, of_site)
    ) THEN
        RETURN;
    END IF;
    alike := ingest.asked(query, TRUE);
    IF alike <> words THEN
        RETURN QUERY SELECT * FROM ingest.hits(
            alike, max_results, skip, in_section, since, until, author, of_site
        );
    END IF;
END;
$$;
COMMENT ON FUNCTION warta.search IS 'Articles that match a query, best first; younger ones count more. Words are stemmed in Indonesian; "quoted phrases", or and - work as in a web search, kerja* finds words that begin so; a query that only excludes gives the newest of the rest. Where nothing matches, words that no article holds are taken for like ones. in_section: a section and those below it; since (included) and until (not): time of publication; by_author, of_site: one of them. Matches stand between « and » in headline, which is plain text and no HTML: escape it to show it on a page. Ranked are the newest 2,000 matches; section and published_at are as in articles.';
