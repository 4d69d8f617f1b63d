-- A window of validity ends where the next one begins.
SELECT
    article_id,
    revision,
    valid_to,
    next_from
FROM (
    SELECT
        article_id,
        revision,
        valid_to,
        lead(valid_from) OVER (
            PARTITION BY article_id ORDER BY valid_from, content_sha256
        ) AS next_from
    FROM warta.revisions
    WHERE valid_from IS NOT NULL
) AS placed
WHERE valid_to IS DISTINCT FROM next_from
