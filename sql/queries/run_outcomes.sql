-- What became of the items of a run.
SELECT
    outcome::text AS outcome,
    count(*) AS items
FROM ingest.item
WHERE run_id = %(run_id)s
GROUP BY outcome
