-- Which of these captures are recorded already: their items have had their outcomes.
SELECT id
FROM ingest.capture
WHERE id = any(%(capture_ids)s::uuid[])
