-- How many articles of a span are stored that the ledger does not name yet.
SELECT count(*) AS articles
FROM warta.articles AS stored
WHERE
    stored.site = %(site)s
    AND stored.is_live
    AND (stored.published_at AT TIME ZONE %(zone)s)::date BETWEEN %(first)s AND %(last)s
    AND (%(prefix)s::text IS NULL OR starts_with('/' || stored.section || '/', %(prefix)s))
    AND NOT EXISTS (
        SELECT FROM ingest.ledger_entry
        WHERE
            ledger_entry.site = stored.site
            AND ledger_entry.key = 'id:' || stored.post_id
    )
