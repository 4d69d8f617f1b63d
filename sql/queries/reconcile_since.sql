-- The oldest day that is answered for: of the ledger, or of what is followed since first contact.
SELECT least(listed.day, followed.day, stored.day) AS day
FROM
    (
        SELECT min(ledger_day.day) AS day
        FROM ingest.ledger_day
        WHERE ledger_day.site = %(site)s
    ) AS listed
CROSS JOIN (
    SELECT min((site.follow_since AT TIME ZONE %(zone)s)::date) AS day
    FROM ingest.site
    WHERE site.name = %(site)s AND isfinite(site.follow_since)
) AS followed
CROSS JOIN (
    SELECT (min(articles.published_at) AT TIME ZONE %(zone)s)::date AS day
    FROM warta.articles
    INNER JOIN ingest.site ON site.name = articles.site
    WHERE articles.site = %(site)s AND NOT isfinite(site.follow_since)
) AS stored
