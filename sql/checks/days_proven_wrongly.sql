-- A day that is proven was over when it was read, whatever the time zone; nothing that its listing
-- names is stored nowhere without a reason.
SELECT
    ledger_day.site,
    ledger_day.day,
    ledger_day.read_at,
    ledger_day.proven_at,
    lacking.entries
FROM ingest.ledger_day
CROSS JOIN LATERAL (
    SELECT count(*) AS entries
    FROM ingest.ledger_entry AS entry
    WHERE
        entry.site = ledger_day.site
        AND entry.day = ledger_day.day
        AND entry.reason IS NULL
        AND entry.post_id IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM ingest.article
            WHERE article.site = entry.site AND article.post_id = entry.post_id
        )
) AS lacking
WHERE
    ledger_day.proven_at IS NOT NULL
    AND (
        ledger_day.read_at < ledger_day.day + interval '10 hours'
        OR lacking.entries > 0
    )
