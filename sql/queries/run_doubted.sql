-- How many articles of a run are known by their addresses, because they state another's number.
SELECT count(*) AS articles
FROM ingest.item
WHERE
    run_id = %(run_id)s
    AND outcome <> 'quarantined'
    AND 'post_id_disagrees' = any(reasons)
