-- When a change was last recorded: by the clock of whoever did.
SELECT changed_at
FROM ingest.change
ORDER BY seq DESC
LIMIT 1
