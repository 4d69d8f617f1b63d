-- The old file is gone: there is nothing left to cut.
DELETE FROM ingest.excision
WHERE file = %(file)s AND replacement IS NOT NULL
