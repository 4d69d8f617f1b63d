-- Write the change feed. This is the last statement of a load: the counter's lock, held until the
-- commit, puts the numbers in the order of the commits.
WITH made AS (
    SELECT
        unnest(%(merged)s::bigint[]) AS article_id,
        NULL::int AS revision,
        'merge'::ingest.operation AS operation,
        '{}'::text[] AS fields,
        NULL::timestamptz AS captured_at
    UNION ALL
    SELECT
        unnest(%(renamed)s::bigint[]),
        NULL,
        'correct',
        ARRAY['post_id'],
        NULL
    UNION ALL
    SELECT
        unnest(%(returned)s::bigint[]),
        NULL,
        'return',
        '{}',
        NULL
    UNION ALL
    SELECT
        article_id,
        revision,
        CASE
            WHEN revision = 1 THEN 'insert'
            WHEN cause IN ('correction', 'better_origin') THEN 'correct'
            WHEN fields <@ ARRAY['url', 'section'] AND 'url' = any(fields) THEN 'move'
            ELSE 'edit'
        END::ingest.operation,
        fields,
        captured_at
    FROM staged_revision
),

counted AS (
    UPDATE ingest.change_counter
    SET last_seq = change_counter.last_seq + total.changes
    FROM (SELECT count(*) AS changes FROM made) AS total
    WHERE total.changes > 0
    RETURNING change_counter.last_seq - total.changes AS seq_before
),

told AS (
    INSERT INTO ingest.change
    (seq, article_id, revision, operation, fields, changed_at, current_revision)
    SELECT
        counted.seq_before + row_number() OVER (
            ORDER BY made.captured_at ASC NULLS FIRST, made.article_id ASC, made.revision ASC
        ),
        made.article_id,
        made.revision,
        made.operation,
        made.fields,
        %(now)s,
        CASE
            WHEN made.operation <> 'merge'
                THEN
                    (
                        SELECT article.revision FROM ingest.article
                        WHERE article.id = made.article_id
                    )
        END
    FROM made
    CROSS JOIN counted
    RETURNING seq
)

SELECT pg_notify('warta_changes', max(seq)::text)
FROM told
HAVING count(*) > 0
