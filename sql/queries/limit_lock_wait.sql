-- Bound how long this connection waits for a lock.
SELECT set_config('lock_timeout', %(wait)s, FALSE)
