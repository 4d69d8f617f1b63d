-- Until the end of the transaction all is looked up by index: what the planner believes of a table that
-- was empty a minute ago would be its ruin.
SELECT set_config('enable_seqscan', 'off', TRUE)
