-- Answers that cost less, and what as_of did not say: when an article was seen, and who told of it.

-- Newest first, and spans of time: warta.articles, warta.status, warta.freshness.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_by_publication ON ingest.revision (published_at);

CREATE OR REPLACE FUNCTION ingest.plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- translate() looks at each letter for each mark: three times as long
RETURN replace(replace(replace(replace(replace(replace(replace(replace(replace(
    value,
    '''', ''), '’', ''), '‘', ''), 'ʼ', ''), 'ʻ', ''), 'ʿ', ''), 'ʾ', ''), '`', ''), '´', '');

CREATE OR REPLACE VIEW warta.tags AS
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

CREATE OR REPLACE VIEW warta.authors AS
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

CREATE OR REPLACE VIEW warta.status AS
SELECT
    site.name AS site,
    last_run.state,
    last_run.reason,
    last_run.started_at AS run_started_at,
    (
        SELECT count(*) FROM ingest.article
        WHERE
            article.site = site.name
            AND NOT EXISTS (
                SELECT FROM ingest.article_merge
                WHERE article_merge.article_id = article.id
            )
    ) AS articles,
    (
        SELECT articles.published_at FROM warta.articles
        WHERE articles.site = site.name AND articles.published_at IS NOT NULL
        ORDER BY articles.published_at DESC
        LIMIT 1
    ) AS newest_at,
    (
        SELECT count(*)
        FROM ingest.found
        WHERE
            found.site = site.name
            AND found.is_wanted
            AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
    ) AS due,
    last_run.flow,
    last_run.ended_at AS run_ended_at,
    last_run.exit_code,
    (
        SELECT min(run.heartbeat_at) FROM ingest.run
        WHERE run.site = site.name AND run.state = 'running'
    ) AS heartbeat_at,
    (
        SELECT count(*) FROM warta.quarantine
        WHERE quarantine.site = site.name
    ) AS quarantined,
    (
        SELECT count(*) FROM ingest.incident
        WHERE incident.site = site.name AND incident.closed_at IS NULL
    ) AS incidents
FROM ingest.site
LEFT JOIN LATERAL (
    SELECT
        newest.state::text AS state,
        newest.reason,
        newest.started_at,
        newest.flow,
        newest.ended_at,
        newest.exit_code
    FROM (
        SELECT DISTINCT ON (run.flow) run.*
        FROM ingest.run
        WHERE run.site = site.name
        ORDER BY run.flow ASC, run.started_at DESC
    ) AS newest
    ORDER BY
        newest.fence > 0 DESC,
        array_position(ARRAY[1, 4, 3], newest.exit_code) ASC NULLS LAST,
        newest.started_at DESC
    LIMIT 1
) AS last_run ON TRUE;

CREATE OR REPLACE VIEW warta.freshness AS
SELECT
    site.name AS site,
    checked.last_checked_at,
    (
        SELECT articles.published_at FROM warta.articles
        WHERE articles.site = site.name AND articles.published_at IS NOT NULL
        ORDER BY articles.published_at DESC
        LIMIT 1
    ) AS newest_at,
    lag.articles,
    lag.p50 AS lag_p50,
    lag.p95 AS lag_p95
FROM ingest.site
CROSS JOIN LATERAL (
    SELECT max(run.ended_at) AS last_checked_at
    FROM ingest.run
    WHERE run.site = site.name AND run.flow = 'ingest' AND run.exit_code IN (0, 3)
) AS checked
CROSS JOIN LATERAL (
    SELECT
        count(*) AS articles,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY brought.lag) AS p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY brought.lag) AS p95
    FROM (
        SELECT first.recorded_at - first.published_at AS lag
        FROM ingest.article
        INNER JOIN ingest.revision AS first
            ON first.article_id = article.id AND first.revision = 1
        INNER JOIN ingest.capture ON capture.id = first.capture_id
        INNER JOIN ingest.run ON run.id = capture.run_id AND run.flow = 'ingest'
        WHERE
            article.site = site.name
            AND first.published_at > site.first_contact_at
        ORDER BY article.id DESC
        LIMIT 1000
    ) AS brought
) AS lag;

CREATE VIEW warta.sightings AS
SELECT
    item.article_id,
    item.captured_at,
    item.capture_id,
    item.url,
    item.outcome::text AS outcome,
    CASE
        WHEN item.run_id = capture.run_id THEN capture.recorded_at
        ELSE (
            SELECT run.ended_at FROM ingest.run
            WHERE run.id = item.run_id
        )
    END AS recorded_at,
    item.replaced_at
FROM ingest.item
INNER JOIN ingest.capture ON capture.id = item.capture_id
WHERE item.article_id IS NOT NULL;
COMMENT ON VIEW warta.sightings IS 'Each time that a capture showed an article, whether it said something new or not.';
COMMENT ON COLUMN warta.sightings.article_id IS 'The article that it was recorded for; merged_articles says which one that is now.';
COMMENT ON COLUMN warta.sightings.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN warta.sightings.capture_id IS 'The capture: a WARC-Record-ID, unless it came as a plain file.';
COMMENT ON COLUMN warta.sightings.url IS 'The URL that was asked for.';
COMMENT ON COLUMN warta.sightings.outcome IS 'What became of it: inserted, revised, unchanged and so on.';
COMMENT ON COLUMN warta.sightings.recorded_at IS 'When it was committed; of a capture that was read again, when the run that did so ended. NULL while that runs.';
COMMENT ON COLUMN warta.sightings.replaced_at IS 'When a newer extractor''s reading of the capture took the place of this one; NULL while it counts.';

CREATE FUNCTION ingest.channel_by(article_id bigint, at timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        (
            SELECT found_by.channel
            FROM ingest.found_by
            WHERE
                found_by.site = article.site
                AND found_by.key IN ('id:' || article.post_id, article.path)
                AND found_by.first_listed_at <= channel_by.at
            ORDER BY found_by.first_listed_at, found_by.channel
            LIMIT 1
        ),
        (
            SELECT ledger_day.channel
            FROM ingest.ledger_entry
            INNER JOIN ingest.ledger_day
                ON ledger_day.site = ledger_entry.site AND ledger_day.day = ledger_entry.day
            WHERE
                ledger_entry.site = article.site
                AND ledger_entry.key IN ('id:' || article.post_id, article.path)
                AND ledger_entry.listed_at <= channel_by.at
            ORDER BY ledger_entry.key
            LIMIT 1
        )
    )
    FROM ingest.article
    WHERE article.id = channel_by.article_id;
END;
COMMENT ON FUNCTION ingest.channel_by IS 'Which channel had told first of an article by a time.';

-- Dropped and made anew, not replaced: what it returns is a part of its name.
-- squawk-ignore ban-drop-function
DROP FUNCTION warta.as_of(timestamptz);
CREATE FUNCTION warta.as_of(at timestamptz)
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
-- Neither SECURITY DEFINER nor SET, so that a condition on id is an index's.
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        first.article_id AS id,
        first.site,
        first.post_id,
        head.url,
        head.section,
        head.title,
        head.body,
        head.blocks,
        head.dateline_place,
        head.place,
        head.authors,
        head.tags,
        head.lead_image_url,
        head.language,
        head.published_at,
        head.modified_at,
        coalesce(life.operation <> 'gone', TRUE) AS is_live,
        CASE WHEN life.operation = 'gone' THEN life.changed_at END AS gone_at,
        head.origin,
        head.revision,
        head.extractor_version,
        least(head.captured_at, seen.first_at) AS first_seen_at,
        greatest(head.captured_at, seen.last_at) AS last_seen_at,
        ingest.channel_by(first.article_id, as_of.at) AS channel
    FROM warta.revisions AS first
    CROSS JOIN LATERAL (
        SELECT placed.*
        FROM (
            SELECT
                revisions.*,
                lag(revisions.content_sha256) OVER (
                    PARTITION BY revisions.origin
                    ORDER BY revisions.captured_at, revisions.content_sha256
                ) AS content_before
            FROM warta.revisions
            WHERE
                revisions.article_id = first.article_id
                AND revisions.recorded_at <= as_of.at
                AND coalesce(revisions.replaced_at > as_of.at, TRUE)
        ) AS placed
        WHERE placed.content_before IS DISTINCT FROM placed.content_sha256
        -- html, rest, text: the best comes first in the alphabet, too
        ORDER BY placed.origin ASC, placed.captured_at DESC, placed.content_sha256 DESC
        LIMIT 1
    ) AS head
    LEFT JOIN LATERAL (
        SELECT
            changes.operation,
            changes.changed_at
        FROM warta.changes
        WHERE
            changes.article_id = first.article_id
            AND changes.revision IS NULL
            AND changes.operation IN ('gone', 'return')
            AND changes.changed_at <= as_of.at
        ORDER BY changes.seq DESC
        LIMIT 1
    ) AS life ON TRUE
    LEFT JOIN LATERAL (
        SELECT
            min(sightings.captured_at) AS first_at,
            max(sightings.captured_at) AS last_at
        FROM warta.sightings
        WHERE
            sightings.article_id = any(array(
                SELECT first.article_id
                UNION ALL
                SELECT merged_articles.article_id FROM warta.merged_articles
                WHERE
                    merged_articles.into_id = first.article_id
                    AND merged_articles.merged_at <= as_of.at
            ))
            AND sightings.recorded_at <= as_of.at
    ) AS seen ON TRUE
    WHERE
        first.revision = 1
        AND first.recorded_at <= as_of.at
        AND NOT EXISTS (
            SELECT FROM warta.merged_articles
            WHERE
                merged_articles.article_id = first.article_id
                AND merged_articles.merged_at <= as_of.at
        );
END;
COMMENT ON FUNCTION warta.as_of IS 'The archive as it was known at a time: of what was recorded by then, each article as it stood. The columns are those of articles. gone_at is when that was recorded, and post_id what is known now; channel is NULL where what told of it has told again since. What was forgotten since is not shown.';

CREATE OR REPLACE VIEW warta.duplicates AS
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
