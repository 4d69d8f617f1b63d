-- Which of these captures are recorded already: their items have had their outcomes. The site's row
-- is held, so that nobody else records them meanwhile.
SELECT capture.id
FROM ingest.capture
WHERE capture.id = any(%(ids)s::uuid[])
