-- Keep whether a channel can be used, and tell whether it has closed just now. The same again
-- writes nothing for a day.
WITH before AS (
    SELECT channel.is_open FROM ingest.channel
    WHERE channel.site = %(site)s AND channel.channel = %(channel)s
),

written AS (
    INSERT INTO ingest.channel (site, channel, is_open, reason, url, asked_at)
    VALUES (
        %(site)s, %(channel)s, %(is_open)s::boolean, %(reason)s::text, %(url)s, %(asked_at)s
    )
    ON CONFLICT (site, channel) DO UPDATE
    SET
        is_open = excluded.is_open,
        reason = excluded.reason,
        url = coalesce(excluded.url, channel.url),
        asked_at = excluded.asked_at
    WHERE
        (excluded.is_open, excluded.reason) IS DISTINCT FROM (channel.is_open, channel.reason)
        OR excluded.url <> channel.url
        OR (excluded.url IS NOT NULL AND channel.url IS NULL)
        OR excluded.asked_at > channel.asked_at + interval '1 day'
    RETURNING is_open
)

SELECT coalesce((SELECT is_open FROM before), FALSE) AND NOT %(is_open)s::boolean AS has_closed
