-- A listing without post ids states no day of publication: what is stored says it. Entries whose
-- day was a guess move to their own. Which are looked at, ledger_prove says; each is looked up by
-- itself: joined with all that is stored, the planner has taken seconds for none, while the tables
-- were new to it.
UPDATE ingest.ledger_entry
SET day = stored.day, is_guess = FALSE
FROM (
    SELECT
        entry.key,
        published.day
    FROM ingest.ledger_entry AS entry
    CROSS JOIN LATERAL (
        SELECT (revision.published_at AT TIME ZONE %(zone)s)::date AS day
        FROM ingest.alias
        INNER JOIN ingest.article ON article.id = alias.article_id
        INNER JOIN ingest.revision
            ON revision.article_id = article.id AND revision.revision = article.revision
        WHERE
            alias.site = entry.site
            AND alias.path = entry.path
            AND alias.to_at IS NULL
            AND revision.published_at IS NOT NULL
        ORDER BY alias.path
        OFFSET 0
    ) AS published
    WHERE
        entry.site = %(site)s
        AND (entry.is_guess OR entry.day BETWEEN %(first)s AND %(last)s)
        AND entry.post_id IS NULL
        AND (
            %(asked)s::text[] IS NULL
            OR entry.is_guess
            OR entry.key = any(%(asked)s)
            OR entry.day NOT IN (
                SELECT ledger_day.day FROM ingest.ledger_day
                WHERE
                    ledger_day.site = %(site)s
                    AND ledger_day.proven_at >= ledger_day.read_at
            )
        )
) AS stored
WHERE
    ledger_entry.site = %(site)s
    AND ledger_entry.key = stored.key
    AND (ledger_entry.is_guess OR ledger_entry.day <> stored.day)
