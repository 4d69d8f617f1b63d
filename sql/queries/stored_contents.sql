-- Which of these contents are stored already: they need not be sent again.
SELECT DISTINCT content_sha256
FROM ingest.revision
WHERE content_sha256 = ANY(%(contents)s)
