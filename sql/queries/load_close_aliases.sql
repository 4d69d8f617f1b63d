-- A path that another article has now is no longer its last owner's. Apart from load_aliases,
-- because a path belongs to one article at a time: it is let go before it is taken.
UPDATE ingest.alias
SET from_at = staged_alias.from_at, to_at = staged_alias.to_at
FROM staged_alias
WHERE
    alias.site = %(site)s
    AND alias.path = staged_alias.path
    AND alias.article_id = staged_alias.article_id
    AND staged_alias.to_at IS NOT NULL
    AND (alias.from_at, alias.to_at)
    IS DISTINCT FROM (staged_alias.from_at, staged_alias.to_at)
