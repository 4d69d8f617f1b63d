-- How many pages of a run are no article, and neither their status nor a password says so.
SELECT count(*) AS pages
FROM ingest.item
WHERE
    run_id = %(run_id)s
    AND outcome = 'not_article'
    AND NOT EXISTS (
        SELECT FROM unnest(reasons) AS reason
        WHERE reason = 'password_page' OR starts_with(reason, 'http_')
    )
