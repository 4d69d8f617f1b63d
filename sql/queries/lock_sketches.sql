-- Let one process at a time look for duplicates, so that none misses what another is about to commit.
-- Any number that nobody else locks: "sketch" in ASCII.
SELECT pg_advisory_xact_lock(126901003346792)
