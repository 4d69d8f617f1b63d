-- Whose paths these are, as far as posts are known by number: what a listing that states no number
-- names is then no second entry. Of two, the later listing or sighting tells.
SELECT DISTINCT ON (named.path)
    named.path,
    named.post_id
FROM (
    SELECT
        found.path,
        found.post_id,
        found.listed_at AS named_at
    FROM ingest.found
    WHERE
        found.site = %(site)s
        AND found.path = any(%(paths)s::text[])
        AND found.post_id IS NOT NULL
    UNION ALL
    SELECT
        alias.path,
        article.post_id,
        alias.from_at AS named_at
    FROM ingest.alias
    INNER JOIN ingest.article ON article.id = alias.article_id
    WHERE
        alias.site = %(site)s
        AND alias.path = any(%(paths)s::text[])
        AND alias.to_at IS NULL
        AND article.post_id IS NOT NULL
) AS named
ORDER BY named.path ASC, named.named_at DESC, named.post_id DESC
