-- The old files are gone: there is nothing left to cut.
DELETE FROM ingest.excision
WHERE file = any(%(files)s::text[])
