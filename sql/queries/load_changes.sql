-- Write the change feed. This is the last statement of a load: the counter's lock, held until the
-- commit, puts the numbers in the order of the commits.
WITH counted AS (
    UPDATE ingest.change_counter
    SET last_seq = change_counter.last_seq + made.revisions
    FROM (SELECT count(*) AS revisions FROM staged_revision) AS made
    WHERE made.revisions > 0
    RETURNING change_counter.last_seq - made.revisions AS seq_before
),

told AS (
    INSERT INTO ingest.change (seq, article_id, revision, operation, fields, changed_at)
    SELECT
        counted.seq_before
        + row_number() OVER (ORDER BY made.captured_at, made.article_id, made.revision),
        made.article_id,
        made.revision,
        CASE
            WHEN made.revision = 1 THEN 'insert'
            WHEN made.fields <@ ARRAY['url', 'section'] AND 'url' = ANY(made.fields) THEN 'move'
            ELSE 'edit'
        END::ingest.operation,
        made.fields,
        %(now)s
    FROM staged_revision AS made
    CROSS JOIN counted
    RETURNING seq
)

SELECT pg_notify('warta_changes', max(seq)::text)
FROM told
HAVING count(*) > 0
