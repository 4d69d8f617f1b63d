-- How things stand, a row for each site. A page that was put in quarantine time and again is one page.
-- The rhythm of ingest is that of the 30 days before the last one that read what the site lists: the
-- longest pause between two, and over how long that was seen. What a clock put ahead is left out.
SELECT
    status.site,
    status.state,
    status.reason,
    status.run_started_at,
    status.articles,
    status.newest_at,
    status.due,
    status.flow,
    status.heartbeat_at,
    status.exit_code,
    (
        SELECT count(DISTINCT quarantine.url) FROM warta.quarantine
        WHERE quarantine.site = status.site
    ) AS quarantined,
    status.incidents,
    rhythm.checked_at,
    coalesce(rhythm.longest_pause, interval '0') AS longest_pause,
    coalesce(rhythm.span, interval '0') AS span
FROM warta.status
INNER JOIN warta.freshness ON freshness.site = status.site
CROSS JOIN LATERAL (
    SELECT
        max(good.ended_at) AS checked_at,
        max(good.ended_at) - min(good.ended_at) AS span,
        max(good.pause) AS longest_pause
    FROM (
        SELECT
            run.ended_at,
            run.ended_at - lag(run.ended_at) OVER (ORDER BY run.ended_at) AS pause
        FROM warta.runs AS run
        WHERE
            run.site = status.site
            AND freshness.last_checked_at IS NOT NULL
            AND run.flow = 'ingest'
            AND run.exit_code IN (0, 3)
            AND run.ended_at <= %(now)s
            AND run.started_at > (
                SELECT max(latest.started_at) FROM warta.runs AS latest
                WHERE
                    latest.site = status.site
                    AND latest.flow = 'ingest'
                    AND latest.exit_code IN (0, 3)
                    AND latest.started_at <= %(now)s
            ) - interval '30 days'
    ) AS good
) AS rhythm
ORDER BY status.site
