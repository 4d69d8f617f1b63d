-- The file without the captures is in its place: the old one may go.
UPDATE ingest.excision
SET replacement = %(replacement)s
WHERE file = %(file)s
