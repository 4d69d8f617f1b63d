-- Record the paths at which articles were met.
INSERT INTO ingest.alias (site, path, article_id, from_at, to_at)
SELECT
    %(site)s,
    path,
    article_id,
    from_at,
    to_at
FROM staged_alias
ON CONFLICT (site, path, article_id) DO UPDATE
    SET from_at = least(alias.from_at, excluded.from_at), to_at = excluded.to_at
    WHERE
        alias.from_at > excluded.from_at
        OR alias.to_at IS DISTINCT FROM excluded.to_at
