-- Tell the change feed that an article was removed. The last statement before the commit, because of
-- the counter's lock.
WITH counted AS (
    UPDATE ingest.change_counter
    SET last_seq = last_seq + 1
    RETURNING last_seq
),

told AS (
    INSERT INTO ingest.change (seq, article_id, operation, fields, changed_at)
    SELECT
        counted.last_seq,
        %(survivor)s,
        'forget',
        '{}',
        %(now)s
    FROM counted
    RETURNING seq
)

SELECT pg_notify('warta_changes', seq::text)
FROM told
