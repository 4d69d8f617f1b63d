-- Articles to look at again since what their pages showed may have come out of a cache: a list told
-- of a change, and the page that was fetched since showed none; or a text is again what it was
-- before. Due at certain ages of that, the newest first, within what is left of the day's visits.
-- Looked for among the pages that runs met which follow the site: what a backfill lists and fetches is
-- not read. Looked up one by one, whatever the planner thinks of their number.
WITH met AS (
    SELECT DISTINCT
        alias.article_id,
        alias.path
    FROM ingest.run
    CROSS JOIN LATERAL (
        SELECT item.paths FROM ingest.item
        WHERE item.run_id = run.id AND item.outcome <> 'inserted'
        ORDER BY item.run_id
        OFFSET 0
    ) AS shown
    CROSS JOIN LATERAL unnest(shown.paths) AS at (path)
    CROSS JOIN LATERAL (
        SELECT
            alias.article_id,
            alias.path
        FROM ingest.alias
        WHERE alias.site = run.site AND alias.path = at.path AND alias.to_at IS NULL
        ORDER BY alias.path
        OFFSET 0
    ) AS alias
    WHERE
        run.site = %(site)s
        AND run.flow IN ('ingest', 'reconcile', 'revisit')
        AND run.started_at > %(now)s::timestamptz - %(lasts)s::interval
),

held AS (
    SELECT
        met.path,
        content.*
    FROM met
    CROSS JOIN LATERAL (
        SELECT
            revision.article_id,
            revision.captured_at,
            revision.recorded_at,
            revision.content_sha256
        FROM ingest.article
        INNER JOIN ingest.revision
            ON revision.article_id = article.id AND revision.revision = article.revision
        WHERE article.id = met.article_id
        ORDER BY article.id
        OFFSET 0
    ) AS content
),

told AS (
    SELECT
        held.article_id,
        listed.listed_at AS told_at
    FROM held
    CROSS JOIN LATERAL (
        SELECT
            found.listed_at,
            found.modified_at
        FROM ingest.found
        WHERE
            found.site = %(site)s
            AND found.path = held.path
            AND found.fetched_at >= found.listed_at
        ORDER BY found.path
        OFFSET 0
    ) AS listed
    WHERE
        listed.listed_at > %(now)s::timestamptz - %(lasts)s::interval
        AND held.captured_at < least(listed.listed_at, listed.modified_at)
        AND listed.modified_at IS NOT NULL
    UNION ALL
    SELECT
        held.article_id,
        held.captured_at AS told_at
    FROM held
    WHERE
        held.recorded_at > %(now)s::timestamptz - %(lasts)s::interval
        AND EXISTS (
            SELECT FROM ingest.revision AS earlier
            WHERE
                earlier.article_id = held.article_id
                AND earlier.captured_at < held.captured_at
                AND earlier.content_sha256 = held.content_sha256
        )
),

doubted AS (
    SELECT
        told.article_id,
        max(told.told_at) AS told_at
    FROM told
    GROUP BY told.article_id
),

spent AS (
    SELECT count(*) AS visits
    FROM ingest.visit
    INNER JOIN ingest.article ON article.id = visit.article_id
    WHERE
        article.site = %(site)s
        AND visit.visited_at > %(now)s::timestamptz - interval '1 day'
        AND visit.visited_at <= %(now)s::timestamptz + interval '1 day'
)

SELECT
    article.id AS article_id,
    revision.url,
    TRUE AS is_audit
FROM doubted
INNER JOIN ingest.article ON article.id = doubted.article_id
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
INNER JOIN ingest.sighting ON sighting.article_id = article.id
LEFT JOIN ingest.visit ON visit.article_id = article.id
WHERE
    article.is_live
    AND EXISTS (
        SELECT FROM unnest(%(ages)s::interval[]) AS passed (age)
        WHERE
            doubted.told_at + passed.age <= %(now)s
            AND greatest(sighting.last_seen_at, visit.visited_at) < doubted.told_at + passed.age
    )
ORDER BY doubted.told_at DESC, article.id ASC
LIMIT greatest(%(per_day)s - (SELECT spent.visits FROM spent), 0)
