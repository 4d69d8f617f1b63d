-- The newest days of the ledger first, without counting all of them.

-- warta.coverage
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX ledger_day_by_day ON ingest.ledger_day (day);
