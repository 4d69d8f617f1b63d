-- The lines that stand in a share of a site's newest articles, and in so many, the most frequent first.
SELECT
    line,
    articles,
    of_articles,
    at_end
FROM warta.repeated_lines
WHERE
    site = %(site)s
    AND articles >= %(articles)s
    AND share >= %(share)s::real
ORDER BY articles DESC, line COLLATE "C"
