-- What matches a query, best first.
SELECT
    article_id,
    rank,
    title,
    headline,
    section,
    published_at,
    url
FROM warta.search(
    %(query)s,
    max_results => %(max_rows)s,
    in_section => %(section)s::text,
    since => %(since)s::timestamptz,
    until => %(until)s::timestamptz,
    by_author => %(author)s::text,
    of_site => %(site)s::text,
    skip => %(skip)s
)
