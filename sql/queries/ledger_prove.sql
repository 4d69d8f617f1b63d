-- Days of which nothing is missing are proven, once they were over when they were read; days of
-- which something is missing are not, or not any more. A day that was read again is proven again.
-- What is missing and has no known day may be of any day before, where these were not read by REST,
-- which names all of a day.
-- After a slice, days that were proven since they were read may be left out, but for those of what it
-- asked for: there are far more of them than others, and what became missing on one is due.
WITH undated AS MATERIALIZED (
    SELECT state.day
    FROM ingest.ledger_state AS state
    WHERE
        state.site = %(site)s
        AND state.is_guess
        AND NOT state.is_stored
        AND state.reason IS NULL
    ORDER BY state.day DESC
    LIMIT 1
),

judged AS MATERIALIZED (
    SELECT
        ledger_day.day,
        ledger_day.read_at,
        ledger_day.read_at >= (ledger_day.day + 1)::timestamp AT TIME ZONE %(zone)s
        -- fenced, so that each day is looked up, as far as to the first one that is missing
        AND NOT EXISTS (
            SELECT FROM ingest.ledger_state AS state
            WHERE
                state.site = ledger_day.site
                AND state.day = ledger_day.day
                AND NOT state.is_guess
                AND NOT state.is_stored
                AND state.reason IS NULL
            ORDER BY state.day
            OFFSET 0
        )
        AND (
            ledger_day.channel = 'rest'
            OR ledger_day.day > (SELECT undated.day FROM undated)
            OR NOT EXISTS (SELECT FROM undated)
        ) AS is_whole
    FROM ingest.ledger_day
    WHERE
        ledger_day.site = %(site)s
        AND ledger_day.day BETWEEN %(first)s AND %(last)s
        AND (
            %(asked)s::text[] IS NULL
            OR coalesce(ledger_day.proven_at < ledger_day.read_at, TRUE)
            OR ledger_day.day IN (
                SELECT entry.day FROM ingest.ledger_entry AS entry
                WHERE entry.site = %(site)s AND entry.key = any(%(asked)s)
            )
        )
)

UPDATE ingest.ledger_day
SET proven_at = CASE WHEN judged.is_whole THEN greatest(%(now)s::timestamptz, judged.read_at) END
FROM judged
WHERE
    ledger_day.site = %(site)s
    AND ledger_day.day = judged.day
    AND CASE
        WHEN judged.is_whole THEN coalesce(ledger_day.proven_at < judged.read_at, TRUE)
        ELSE ledger_day.proven_at IS NOT NULL
    END
