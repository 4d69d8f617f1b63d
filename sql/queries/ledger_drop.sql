-- What the list of its day named no more when that was read last leaves the ledger where it is known
-- why: its page is none of an article's, or no more; the article is gone, or named at another path.
-- All else stays, and is asked for where it is missing: a list may be narrower than another.
DELETE FROM ingest.ledger_entry AS entry
USING ingest.ledger_day
WHERE
    entry.site = %(site)s
    AND (%(asked)s::text[] IS NULL OR entry.key = any(%(asked)s))
    AND ledger_day.site = entry.site
    AND ledger_day.day = entry.day
    AND ledger_day.read_at > entry.listed_at
    AND (
        entry.reason IN ('http_404', 'http_410', 'redirected', 'not_article')
        OR EXISTS (
            SELECT FROM ingest.article
            WHERE
                article.site = entry.site
                AND article.post_id = entry.post_id
                AND NOT article.is_live
        )
        OR EXISTS (
            SELECT FROM ingest.alias
            INNER JOIN ingest.article ON article.id = alias.article_id
            WHERE
                entry.post_id IS NULL
                AND alias.site = entry.site
                AND alias.path = entry.path
                AND alias.to_at IS NULL
                AND (
                    NOT article.is_live
                    OR EXISTS (
                        SELECT FROM ingest.alias AS elsewhere
                        INNER JOIN ingest.ledger_entry AS other
                            ON other.site = elsewhere.site AND other.key = elsewhere.path
                        WHERE
                            elsewhere.article_id = article.id
                            AND elsewhere.to_at IS NULL
                            AND other.listed_at > entry.listed_at
                    )
                )
        )
    )
