-- Articles to look at again since what their pages showed may have come out of a cache: a list told
-- of a change, and the page that was fetched since showed none; or a text is again what it was
-- before. Due at certain ages of that, the newest first, within what is left of the day's visits.
WITH told AS (
    SELECT
        alias.article_id,
        found.listed_at AS told_at
    FROM ingest.found
    INNER JOIN ingest.alias ON alias.site = found.site AND alias.path = found.path
    INNER JOIN ingest.article ON article.id = alias.article_id
    INNER JOIN ingest.revision
        ON revision.article_id = article.id AND revision.revision = article.revision
    WHERE
        found.site = %(site)s
        AND found.listed_at > %(now)s::timestamptz - %(lasts)s::interval
        AND found.fetched_at >= found.listed_at
        AND alias.to_at IS NULL
        AND revision.captured_at < least(found.listed_at, found.modified_at)
        AND found.modified_at IS NOT NULL
    UNION ALL
    SELECT
        article.id AS article_id,
        revision.captured_at AS told_at
    FROM ingest.revision
    INNER JOIN ingest.article
        ON article.id = revision.article_id AND article.revision = revision.revision
    WHERE
        article.site = %(site)s
        AND revision.recorded_at > %(now)s::timestamptz - %(lasts)s::interval
        AND EXISTS (
            SELECT FROM ingest.revision AS earlier
            WHERE
                earlier.article_id = revision.article_id
                AND earlier.captured_at < revision.captured_at
                AND earlier.content_sha256 = revision.content_sha256
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
