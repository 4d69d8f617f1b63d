-- In how many pages posts are shown, by their paths, where listings told of several.
SELECT DISTINCT ON (found.path)
    found.path,
    found.pages
FROM ingest.found
WHERE
    found.site = %(site)s
    AND found.path = any(%(paths)s::text[])
    AND found.pages IS NOT NULL
ORDER BY found.path ASC, found.listed_at DESC
