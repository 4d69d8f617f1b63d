-- How many captures a run recorded, by kind and state.
SELECT
    kind::text AS kind,
    state::text AS state,
    count(*) AS captures
FROM ingest.capture
WHERE run_id = %(run_id)s
GROUP BY kind, state
