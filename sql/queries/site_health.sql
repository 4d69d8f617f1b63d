-- How a site fares as its listings tell: how often it published over the 90 days before its newest
-- article, what has failed time and again, what was put in quarantine in the last seven days, what
-- failed and has its next turn yet to come, and what has just failed for the first time, or failed and
-- was listed since a page last came in.
WITH listed AS (
    SELECT
        published_at,
        published_at - lag(published_at) OVER (ORDER BY published_at) AS gap
    FROM ingest.found
    WHERE
        site = %(site)s
        AND published_at <= %(now)s
        AND published_at > (
            SELECT max(newest.published_at) FROM ingest.found AS newest
            WHERE newest.site = %(site)s AND newest.published_at <= %(now)s
        ) - interval '90 days'
)

SELECT
    site.cursor_at AS changed_at,
    published.newest_at,
    coalesce(published.span, interval '0') AS span,
    coalesce(published.usual_gap, interval '0') AS usual_gap,
    coalesce(published.longest_gap, interval '0') AS longest_gap,
    due.failing,
    (
        SELECT count(DISTINCT quarantine.url) FROM warta.quarantine
        WHERE
            quarantine.site = %(site)s
            AND quarantine.captured_at > %(now)s::timestamptz - interval '7 days'
    ) AS quarantined,
    due.waiting,
    due.waits_until,
    due.unmet
FROM ingest.site
CROSS JOIN (
    SELECT
        max(published_at) AS newest_at,
        max(published_at) - min(published_at) AS span,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS usual_gap,
        max(gap) AS longest_gap
    FROM listed
) AS published
CROSS JOIN (
    SELECT
        count(*) FILTER (WHERE found.attempts >= %(attempts)s) AS failing,
        count(*) FILTER (WHERE found.next_attempt_at > %(now)s) AS waiting,
        min(found.next_attempt_at) FILTER (WHERE found.next_attempt_at > %(now)s) AS waits_until,
        count(*) FILTER (
            WHERE
            (found.attempts = 1 AND found.next_attempt_at > %(now)s)
            OR (
                found.attempts > 0
                AND found.listed_at > coalesce(
                    (
                        SELECT max(had.fetched_at) FROM ingest.found AS had
                        WHERE had.site = %(site)s
                    ),
                    '-infinity'
                )
            )
        ) AS unmet
    FROM ingest.found
    WHERE
        found.site = %(site)s
        AND found.is_wanted
        AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
) AS due
WHERE site.name = %(site)s
