-- Tell the change feed of articles that are gone: the last statement before the commit.
WITH counted AS (
    UPDATE ingest.change_counter
    SET last_seq = last_seq + cardinality(%(article_ids)s::bigint[])
    RETURNING last_seq - cardinality(%(article_ids)s::bigint[]) AS seq_before
),

told AS (
    INSERT INTO ingest.change
    (seq, article_id, revision, operation, fields, changed_at, current_revision)
    SELECT
        counted.seq_before + gone.position,
        gone.article_id,
        NULL,
        'gone',
        '{}',
        %(now)s,
        article.revision
    FROM unnest(%(article_ids)s::bigint[]) WITH ORDINALITY AS gone (article_id, position)
    LEFT JOIN ingest.article ON article.id = gone.article_id
    CROSS JOIN counted
    RETURNING seq
)

SELECT pg_notify('warta_changes', max(seq)::text)
FROM told
HAVING count(*) > 0
