-- Each change says which revision articles showed from then on, but those by which an article left.
SELECT
    change.seq,
    change.operation,
    change.current_revision
FROM ingest.change
WHERE (change.current_revision IS NULL) <> (change.operation IN ('merge', 'forget'))
