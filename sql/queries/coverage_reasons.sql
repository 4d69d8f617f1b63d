-- Why articles that the site says exist are not stored.
SELECT
    reason,
    sum(articles)::bigint AS articles
FROM warta.coverage_reasons
WHERE
    site = %(site)s
    AND day BETWEEN coalesce(%(first)s::date, '-infinity') AND coalesce(%(last)s::date, 'infinity')
GROUP BY reason
ORDER BY articles DESC, reason ASC
