-- What of the ledger to fetch next, of what was tried so often: what is neither stored nor explained,
-- or is stored and listed at an address where it was not met yet. The newest first, in the order of
-- an index: no more is looked at than is asked for. Days that were proven since they were read may be
-- left out: there are far more of them than others, and what became due on one became so by what was
-- stored since.
SELECT
    state.key,
    state.url,
    state.post_id,
    state.modified_at
FROM ingest.ledger_state AS state
WHERE
    state.site = %(site)s
    AND state.day >= %(first)s
    AND (state.day <= %(last)s OR state.is_guess)
    AND (
        %(with_proven)s::boolean
        OR state.is_guess
        OR NOT EXISTS (
            SELECT FROM ingest.ledger_day
            WHERE
                ledger_day.site = state.site
                AND ledger_day.day = state.day
                AND ledger_day.proven_at >= ledger_day.read_at
        )
    )
    AND (%(prefix)s::text IS NULL OR starts_with(state.path, %(prefix)s))
    AND state.reason IS NULL
    AND state.attempts = %(attempts)s
    AND (
        NOT state.is_met_there
        -- what was renamed may be named back: it was met there, and elsewhere since
        OR (
            EXISTS (
                SELECT FROM ingest.article
                INNER JOIN ingest.site ON site.name = article.site
                INNER JOIN ingest.revision
                    ON revision.article_id = article.id AND revision.revision = article.revision
                WHERE
                    article.id = state.article_id
                    AND revision.url <> site.base_url || state.path
            )
            AND NOT state.is_met_there_last
        )
    )
ORDER BY state.day DESC, state.post_id DESC NULLS LAST, state.key ASC
LIMIT %(max_rows)s
