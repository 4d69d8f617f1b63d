-- Record what a listing says of the days from first to last: all their entries. What has changed
-- since, or moved, may be asked for again. Nothing can have changed after it was listed. A day that is
-- known stays where a listing states none; what is not named here stays as well (ledger_drop).
WITH given AS (
    SELECT
        listed.key,
        listed.day,
        coalesce(listed.is_guess, FALSE) AS is_guess,
        listed.post_id,
        listed.path,
        listed.url,
        CASE
            WHEN listed.modified_at IS NOT NULL
                THEN least(listed.modified_at, %(listed_at)s::timestamptz)
        END AS modified_at
    FROM
        jsonb_to_recordset(%(entries)s::jsonb) AS listed (
            key text,
            day date,
            is_guess boolean,
            post_id bigint,
            path text,
            url text,
            modified_at timestamptz
        )
),

named AS (
    INSERT INTO ingest.ledger_entry (
        site, key, day, is_guess, post_id, path, url, modified_at, listed_at
    )
    SELECT
        %(site)s,
        given.key,
        given.day,
        given.is_guess,
        given.post_id,
        given.path,
        given.url,
        given.modified_at,
        %(listed_at)s
    FROM given
    ON CONFLICT (site, key) DO UPDATE
    SET
        day = CASE
            WHEN excluded.is_guess AND NOT ledger_entry.is_guess THEN ledger_entry.day
            ELSE excluded.day
        END,
        is_guess = excluded.is_guess AND ledger_entry.is_guess,
        post_id = excluded.post_id,
        path = excluded.path,
        url = excluded.url,
        modified_at = excluded.modified_at,
        listed_at = excluded.listed_at,
        reason = CASE
            WHEN
                excluded.path = ledger_entry.path
                AND excluded.modified_at IS NOT DISTINCT FROM ledger_entry.modified_at
                THEN ledger_entry.reason
        END
)

INSERT INTO ingest.ledger_day (site, day, channel, read_at, unlisted)
SELECT
    %(site)s,
    span.day::date,
    %(channel)s,
    %(listed_at)s,
    CASE WHEN span.day::date = %(last)s THEN %(unlisted)s::int ELSE 0 END
FROM
    generate_series(
        %(first)s::date::timestamp, %(last)s::date::timestamp, interval '1 day'
    ) AS span (day)
ON CONFLICT (site, day) DO UPDATE
SET
    channel = excluded.channel,
    read_at = excluded.read_at,
    unlisted = excluded.unlisted
