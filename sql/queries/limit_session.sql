-- What a load may wait for. A site's row is held for one batch of another process, which takes
-- seconds; a statement of a batch takes less. A process that stalls within a transaction would hold
-- the change feed's counter, and with it every other site.
SELECT
    set_config('lock_timeout', '60s', FALSE),
    set_config('statement_timeout', '10min', FALSE),
    set_config('idle_in_transaction_session_timeout', '5min', FALSE)
