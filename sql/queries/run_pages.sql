-- How the pages of a run failed, with how many did so and one of them; NULL for those that came in,
-- for those in quarantine, and for those that say themselves that they are locked.
SELECT
    page.how,
    count(*) AS pages,
    min(page.url) AS example
FROM (
    SELECT
        answer.url,
        CASE WHEN bool_and(answer.is_failed) THEN min(answer.how) END AS how
    FROM (
        SELECT
            capture.url,
            coalesce(capture.reason, item.reasons[1], capture.state::text) AS how,
            capture.state IN ('refused', 'failed')
            OR (
                item.outcome = 'not_article'
                AND NOT 'password_page' = any(item.reasons)
            ) IS TRUE AS is_failed
        FROM ingest.capture
        LEFT JOIN ingest.item
            ON item.capture_id = capture.id AND item.run_id = capture.run_id
        WHERE capture.run_id = %(run_id)s AND capture.kind = 'page'
    ) AS answer
    GROUP BY answer.url
) AS page
GROUP BY page.how
ORDER BY count(*) DESC, page.how ASC
