-- What matches a query, best first.
SELECT
    article_id,
    rank,
    title,
    headline,
    section,
    published_at,
    url
FROM warta.search(%(query)s, %(max_rows)s)
