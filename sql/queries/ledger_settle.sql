-- Note what became of the entries that a run has asked for, and that are still due. One refusal by
-- robots.txt explains why an article is not stored; anything else must be met twice, since pages
-- break for a while. Where the site failed, or refused, nothing is explained.
WITH answered AS (
    SELECT DISTINCT ON (item.url)
        item.url,
        CASE
            WHEN item.outcome = 'quarantined' THEN 'quarantined'
            WHEN item.outcome <> 'not_article' THEN 'redirected'
            WHEN item.reasons[1] IN ('http_404', 'http_410') THEN item.reasons[1]
            WHEN NOT starts_with(item.reasons[1], 'http_') THEN 'not_article'
        END AS reason
    FROM ingest.item
    WHERE item.run_id = %(run_id)s
    ORDER BY item.url ASC, item.captured_at DESC
),

refused AS (
    SELECT DISTINCT capture.url
    FROM ingest.capture
    WHERE capture.run_id = %(run_id)s AND capture.reason = 'robots_disallow'
),

judged AS (
    SELECT
        state.key,
        CASE
            WHEN refused.url IS NOT NULL THEN 'robots_disallow'
            WHEN state.attempts > 0 THEN answered.reason
        END AS reason
    FROM ingest.ledger_state AS state
    LEFT JOIN answered ON answered.url = state.url
    LEFT JOIN refused ON refused.url = state.url
    WHERE
        state.site = %(site)s
        AND state.key = any(%(keys)s::text[])
        -- nor now, where it was met before
        AND NOT (state.is_met_there AND state.is_met_there_last)
)

UPDATE ingest.ledger_entry
SET attempts = ledger_entry.attempts + 1, asked_at = %(now)s, reason = judged.reason
FROM judged
WHERE ledger_entry.site = %(site)s AND ledger_entry.key = judged.key
