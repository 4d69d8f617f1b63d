-- An article is listed with its post id by one channel, and without by another: that is one entry,
-- the one with the id. Which article a path is of, what is stored there says first, then the entries.
-- Of which are looked at, as in ledger_redate.
WITH twin AS (
    SELECT
        entry.key,
        numbered.key AS numbered_key
    FROM ingest.ledger_entry AS entry
    LEFT JOIN LATERAL (
        SELECT article.post_id
        FROM ingest.alias
        INNER JOIN ingest.article ON article.id = alias.article_id
        WHERE alias.site = entry.site AND alias.path = entry.path AND alias.to_at IS NULL
    ) AS stored ON TRUE
    CROSS JOIN LATERAL (
        SELECT coalesce('id:' || stored.post_id, (
            SELECT same.key FROM ingest.ledger_entry AS same
            WHERE same.site = entry.site AND same.path = entry.path AND same.post_id IS NOT NULL
            ORDER BY same.listed_at DESC, same.post_id DESC
            LIMIT 1
        )) AS key
    ) AS numbered
    WHERE
        entry.site = %(site)s
        AND entry.post_id IS NULL
        AND (%(asked)s::text[] IS NULL OR entry.key = any(%(asked)s))
        AND EXISTS (
            SELECT FROM ingest.ledger_entry AS other
            WHERE other.site = entry.site AND other.key = numbered.key
        )
),

folded AS (
    DELETE FROM ingest.ledger_entry AS entry
    USING twin
    WHERE entry.site = %(site)s AND entry.key = twin.key
    RETURNING twin.numbered_key, entry.path, entry.url, entry.modified_at, entry.listed_at
),

newest AS (
    SELECT DISTINCT ON (numbered_key) *
    FROM folded
    ORDER BY numbered_key ASC, listed_at DESC, path ASC
)

UPDATE ingest.ledger_entry AS entry
SET
    path = newest.path,
    url = newest.url,
    modified_at = greatest(entry.modified_at, newest.modified_at),
    listed_at = newest.listed_at,
    reason = CASE
        WHEN
            newest.path = entry.path
            AND (newest.modified_at IS NULL OR newest.modified_at <= entry.modified_at)
            THEN entry.reason
    END
FROM newest
WHERE
    entry.site = %(site)s
    AND entry.key = newest.numbered_key
    AND entry.listed_at < newest.listed_at
