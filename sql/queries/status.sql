-- How things stand.
SELECT
    site,
    state,
    reason,
    run_started_at,
    articles,
    newest_at,
    due
FROM warta.status
ORDER BY site
