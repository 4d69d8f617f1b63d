-- Which articles an export holds, with the month that each was published in, UTC; where that is not
-- stated, first seen in.
SELECT
    articles.id,
    to_char(known.at AT TIME ZONE 'UTC', 'YYYY-MM') AS month
FROM warta.articles
CROSS JOIN LATERAL (
    SELECT coalesce(articles.published_at, articles.first_seen_at) AS at
) AS known
WHERE
    (
        %(section)s::text IS NULL
        OR articles.section = %(section)s::text
        OR starts_with(articles.section, %(section)s::text || '/')
    )
    AND (%(since)s::timestamptz IS NULL OR known.at >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR known.at < %(until)s::timestamptz)
    AND (%(site)s::text IS NULL OR articles.site = %(site)s::text)
ORDER BY month ASC, articles.id ASC
