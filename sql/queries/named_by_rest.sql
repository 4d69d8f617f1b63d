-- Which posts REST lists at these paths, as far as it is not known to be closed by now; of two, the
-- one that it named there last. An entry of the ledger is looked up by the number it is asked by.
SELECT DISTINCT ON (named.path)
    named.path,
    named.post_id,
    max(named.published_at) AS published_at,
    max(named.modified_at) AS modified_at
FROM (
    SELECT
        found.path,
        found.post_id,
        found.published_at,
        found.modified_at,
        found.listed_at
    FROM ingest.found
    WHERE
        found.site = %(site)s
        AND found.path = any(%(paths)s::text[])
        AND found.post_id IS NOT NULL
        -- a feed's guid may be another post's number, and give its entry this path
        AND found.channel <> 'feed'
        AND EXISTS (
            SELECT FROM ingest.found_by
            WHERE
                found_by.site = found.site
                AND found_by.key = found.key
                AND found_by.channel = 'rest'
        )
    UNION ALL
    SELECT
        entry.path,
        entry.post_id,
        NULL AS published_at,
        entry.modified_at,
        entry.listed_at
    FROM unnest(%(paths)s::text[], %(post_ids)s::bigint[]) AS asked (path, post_id)
    INNER JOIN ingest.ledger_entry AS entry
        ON
            entry.site = %(site)s
            AND entry.key = 'id:' || asked.post_id
            AND entry.path = asked.path
    INNER JOIN ingest.ledger_day
        ON ledger_day.site = entry.site AND ledger_day.day = entry.day
    WHERE ledger_day.channel = 'rest' AND ledger_day.read_at <= entry.listed_at
) AS named
WHERE
    NOT EXISTS (
        SELECT FROM ingest.channel
        WHERE channel.site = %(site)s AND channel.channel = 'rest' AND NOT channel.is_open
    )
GROUP BY named.path, named.post_id
ORDER BY named.path ASC, max(named.listed_at) DESC, named.post_id DESC
