-- How things stand, a row for each site.
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
    quarantined,
    incidents
FROM warta.status
ORDER BY site
