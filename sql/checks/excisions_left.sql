-- All records of what was removed were cut out of their files. Where a removal was interrupted, the
-- next one finishes it, and so does the next load; where the files lie with another WARTA_HOME, the
-- next load there.
SELECT
    file,
    capture_id
FROM ingest.excision
