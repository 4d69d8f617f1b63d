-- What is still to be cut out of which files.
SELECT
    file,
    replacement,
    array_agg(capture_id ORDER BY capture_id) AS capture_ids
FROM ingest.excision
GROUP BY file, replacement
ORDER BY file
