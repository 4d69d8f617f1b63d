-- No removal was interrupted before its records were cut out of their files: `warta forget` finishes
-- it, and so does the next load.
SELECT
    file,
    capture_id
FROM ingest.excision
