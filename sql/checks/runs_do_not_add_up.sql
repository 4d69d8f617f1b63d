-- The sums that a run reports are those of its captures and items.
SELECT
    runs.id,
    runs.captures,
    runs.outcomes
FROM warta.runs
CROSS JOIN LATERAL (
    SELECT
        (
            SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(runs.captures)
        ) AS states,
        (
            SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(runs.outcomes)
        ) AS outcomes,
        (
            SELECT count(*) FROM ingest.capture
            WHERE capture.run_id = runs.id
        ) AS captures,
        (
            SELECT count(*) FROM ingest.item
            WHERE item.run_id = runs.id
        ) AS items
) AS counted
WHERE counted.states <> counted.captures OR counted.outcomes <> counted.items
