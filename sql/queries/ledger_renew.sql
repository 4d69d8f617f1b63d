-- A backfill, or a reconcile, begins: what is missing or explained may be asked for again.
UPDATE ingest.ledger_entry
SET attempts = 0
WHERE site = %(site)s AND attempts > 0
