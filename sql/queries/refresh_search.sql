-- Make the search documents of articles that have none, or whose current revision or recipe is
-- another. A tsvector holds a megabyte at the most, hence the bounds on title and body. Two processes
-- that do this at once take different articles, and don't wait for each other.
-- An article may be merged while its document is made: the next one who comes takes that away.
WITH merged AS (
    DELETE FROM ingest.search_document
    USING ingest.article_merge
    WHERE search_document.article_id = article_merge.article_id
),

stale AS (
    SELECT
        article.id,
        article.revision
    FROM ingest.article
    LEFT JOIN ingest.search_document AS document ON document.article_id = article.id
    WHERE
        (document.revision IS DISTINCT FROM article.revision OR document.recipe <> 4)
        AND NOT EXISTS (
            SELECT FROM ingest.article_merge
            WHERE article_merge.article_id = article.id
        )
    ORDER BY article.id
    LIMIT %(max_rows)s
    FOR NO KEY UPDATE OF article SKIP LOCKED
),

read AS (
    SELECT
        article.id,
        revision.revision,
        article.site,
        revision.section,
        coalesce(revision.published_at, article.first_seen_at) AS published_at,
        revision.authors,
        ingest.plain(left(revision.title, 1000)) AS title,
        ingest.plain(left(revision.body, 150000)) AS body
    FROM stale
    INNER JOIN ingest.article ON article.id = stale.id
    INNER JOIN ingest.revision
        ON revision.article_id = stale.id AND revision.revision = stale.revision
),

parsed AS MATERIALIZED (
    SELECT
        read.id,
        read.revision,
        read.site,
        read.section,
        read.published_at,
        read.authors,
        setweight(to_tsvector('ingest.words', read.title), 'A') AS title,
        setweight(to_tsvector('ingest.words', read.body), 'B') AS body
    FROM read
),

-- with ON CONFLICT, this would wait for others who insert the same words
learnt AS (
    INSERT INTO ingest.search_word (word)
    SELECT met.word
    FROM (
        SELECT DISTINCT word
        FROM parsed
        CROSS JOIN LATERAL unnest(tsvector_to_array(parsed.title || parsed.body)) AS word
    ) AS met
    WHERE
        length(met.word) BETWEEN 4 AND 100
        AND met.word !~ '[^[:alpha:]-]'
        AND NOT EXISTS (
            SELECT FROM ingest.search_word
            WHERE search_word.word = met.word
        )
)

INSERT INTO ingest.search_document
(
    article_id, revision, document, recipe, title_document, site, section, published_at, authors
)
SELECT
    parsed.id,
    parsed.revision,
    parsed.title || parsed.body,
    4,
    parsed.title,
    parsed.site,
    parsed.section,
    parsed.published_at,
    array(SELECT ingest.fold(author) FROM unnest(parsed.authors) AS author)
FROM parsed
ON CONFLICT (article_id) DO UPDATE
    SET
        revision = excluded.revision,
        document = excluded.document,
        recipe = excluded.recipe,
        title_document = excluded.title_document,
        site = excluded.site,
        section = excluded.section,
        published_at = excluded.published_at,
        authors = excluded.authors
