-- How things stand, a row for each site. A page that was put in quarantine time and again is one page.
SELECT
    site,
    state,
    reason,
    run_started_at,
    articles,
    newest_at,
    due,
    flow,
    heartbeat_at,
    exit_code,
    (
        SELECT count(DISTINCT quarantine.url) FROM warta.quarantine
        WHERE quarantine.site = status.site
    ) AS quarantined,
    incidents
FROM warta.status
ORDER BY site
