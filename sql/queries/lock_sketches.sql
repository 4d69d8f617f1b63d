-- Let one process at a time look for duplicates, so that none misses what another is about to commit.
-- Any number that nobody else locks: "sketch" in ASCII. Until the end of the transaction all is looked
-- up by index: what the planner believes of a table that was empty a minute ago would be its ruin.
SELECT
    pg_advisory_xact_lock(126901003346792),
    set_config('enable_seqscan', 'off', TRUE)
