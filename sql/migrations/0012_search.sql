-- What a search meets beside plain words: marks of writing direction, which the parser takes for letters,
-- and dashes that stand alone, which excluded the word behind them ("Iran - Rusia"). And pages of a search
-- fit together, however far one turns them.

CREATE OR REPLACE FUNCTION ingest.plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
    value,
    U&'[''\2019\2018\02BC\02BB\02BF\02BE`\00B4\200E\200F\061C\202A-\202E\2066-\2069]',
    '',
    'g'
);
COMMENT ON FUNCTION ingest.plain IS 'Without apostrophes (Sana''a, Sana’a and Sanaa are one word), and without marks of writing direction.';

CREATE OR REPLACE FUNCTION ingest.asked(query text, is_misspelt boolean) RETURNS tsquery
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
    words := websearch_to_tsquery('ingest.indonesian', plain)::text;
    SELECT string_agg(
        CASE
            WHEN part[1] IS NULL THEN part[2]
            WHEN part[1] ~ '^zq[0-9]+zq$'
                THEN format('''%s'':*', prefixes[substring(part[1] FROM '[0-9]+')::int])
            WHEN is_misspelt THEN format('( %s )', ingest.family_alike(part[1]))
            ELSE format('( %s )', ingest.family(part[1]))
        END, '' ORDER BY number
    ) INTO words
    FROM regexp_matches(words, '''([^'']+)''|([^'']+)', 'g') WITH ORDINALITY AS found (part, number);
    RETURN coalesce(words, '')::tsquery;
END;
$$;

CREATE OR REPLACE FUNCTION ingest.hits(
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
            (ts_rank(batched.document, hits.asked) * batched.weight)::real AS rank
        FROM batched
        WHERE coalesce(batched.batch <= (hits.skip::bigint + hits.max_results - 1) / 200, TRUE)
    ),

    -- nobody ranks higher than who stands before
    page AS (
        SELECT
            ranked.article_id,
            ranked.revision,
            min(ranked.rank) OVER placed AS rank,
            row_number() OVER placed AS place
        FROM ranked
        WINDOW placed AS (ORDER BY ranked.batch ASC, ranked.rank DESC, ranked.article_id DESC)
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
