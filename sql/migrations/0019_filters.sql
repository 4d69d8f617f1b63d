-- The archive as it was known at a time, asked of revisions: a condition on what articles said is met
-- before it is looked up which revision was the current one. Misspelt words are understood once a
-- search, not once a match. Writers load what a new extractor reads, and can't undo a removal.

CREATE OR REPLACE FUNCTION warta.as_of(at timestamptz)
RETURNS TABLE (
    id bigint,
    site text,
    post_id bigint,
    url text,
    section text,
    title text,
    body text,
    blocks jsonb,
    dateline_place text,
    place text,
    authors text[],
    tags text[],
    lead_image_url text,
    language text,
    published_at timestamptz,
    modified_at timestamptz,
    is_live boolean,
    gone_at timestamptz,
    origin text,
    revision int,
    extractor_version text,
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    channel text
)
-- Neither SECURITY DEFINER nor SET, so that a condition on what it returns is an index's.
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        known.article_id AS id,
        known.site,
        known.post_id,
        known.url,
        known.section,
        known.title,
        known.body,
        known.blocks,
        known.dateline_place,
        known.place,
        known.authors,
        known.tags,
        known.lead_image_url,
        known.language,
        known.published_at,
        known.modified_at,
        life.gone_at IS NULL AS is_live,
        life.gone_at,
        known.origin,
        known.revision,
        known.extractor_version,
        least(known.captured_at, seen.first_at) AS first_seen_at,
        greatest(known.captured_at, seen.last_at) AS last_seen_at,
        ingest.channel_by(known.article_id, as_of.at) AS channel
    FROM warta.revisions AS known
    -- either gives one row, and costs nothing where nobody asks for it
    LEFT JOIN LATERAL (
        SELECT
            (
                array_agg(
                    CASE WHEN changes.operation = 'gone' THEN changes.changed_at END
                    ORDER BY changes.seq DESC
                )
            )[1] AS gone_at
        FROM warta.changes
        WHERE
            changes.article_id = known.article_id
            AND changes.revision IS NULL
            AND changes.operation IN ('gone', 'return')
            AND changes.changed_at <= as_of.at
    ) AS life ON TRUE
    LEFT JOIN LATERAL (
        SELECT
            min(sightings.captured_at) AS first_at,
            max(sightings.captured_at) AS last_at
        FROM warta.sightings
        WHERE
            sightings.article_id = any(array(
                SELECT known.article_id
                UNION ALL
                SELECT merged_articles.article_id FROM warta.merged_articles
                WHERE
                    merged_articles.into_id = known.article_id
                    AND merged_articles.merged_at <= as_of.at
            ))
            AND sightings.recorded_at <= as_of.at
    ) AS seen ON TRUE
    WHERE
        known.recorded_at <= as_of.at
        AND coalesce(known.replaced_at > as_of.at, TRUE)
        -- most articles have one, which nothing has to be compared with
        AND known.revision = CASE
            WHEN NOT EXISTS (
                SELECT FROM warta.revisions
                WHERE
                    revisions.article_id = known.article_id
                    AND revisions.revision <> known.revision
            ) THEN known.revision
            ELSE (
                SELECT placed.revision
                FROM (
                    SELECT
                        revisions.revision,
                        revisions.origin,
                        revisions.captured_at,
                        revisions.content_sha256,
                        lag(revisions.content_sha256) OVER (
                            PARTITION BY revisions.origin
                            ORDER BY revisions.captured_at, revisions.content_sha256
                        ) AS content_before
                    FROM warta.revisions
                    WHERE
                        revisions.article_id = known.article_id
                        AND revisions.recorded_at <= as_of.at
                        AND coalesce(revisions.replaced_at > as_of.at, TRUE)
                ) AS placed
                WHERE placed.content_before IS DISTINCT FROM placed.content_sha256
                -- html, rest, text: the best comes first in the alphabet, too
                ORDER BY placed.origin ASC, placed.captured_at DESC, placed.content_sha256 DESC
                LIMIT 1
            )
        END
        AND NOT EXISTS (
            SELECT FROM warta.merged_articles
            WHERE
                merged_articles.article_id = known.article_id
                AND merged_articles.merged_at <= as_of.at
        );
END;

CREATE OR REPLACE FUNCTION warta.search(
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
    words tsquery := ingest.asked(query, FALSE);
BEGIN
    RETURN QUERY SELECT * FROM ingest.hits(
        words, max_results, skip, in_section, since, until, by_author, of_site
    );
    IF FOUND OR skip > 0 AND EXISTS (
        SELECT FROM ingest.hits(words, 1, 0, in_section, since, until, by_author, of_site)
    ) THEN
        RETURN;
    END IF;
    -- a variable: within the call it would be worked out again for each article that matches
    words := ingest.asked(query, TRUE);
    RETURN QUERY SELECT * FROM ingest.hits(
        words, max_results, skip, in_section, since, until, by_author, of_site
    );
END;
$$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'warta_writer') THEN
        GRANT UPDATE (replaced_at) ON ingest.revision TO warta_writer;
        REVOKE INSERT, UPDATE, DELETE ON ingest.tombstone, ingest.migration FROM warta_writer;
    END IF;
END
$$;
