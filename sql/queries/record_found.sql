-- Record what a listing says. An entry is wanted when it is newer than first contact, or changed
-- since; it is due again when the site says that it changed, or that it moved. A change that is
-- said to be more than a day ahead is none: no later one could be told from it.
WITH entry AS (
    SELECT
        listed.key,
        listed.post_id,
        listed.path,
        listed.url,
        listed.published_at,
        CASE
            WHEN listed.modified_at <= %(listed_at)s::timestamptz + interval '1 day'
                THEN listed.modified_at
        END AS modified_at,
        nullif(listed.pages, 1) AS pages
    FROM
        jsonb_to_recordset(%(entries)s::jsonb) AS listed (
            key text,
            post_id bigint,
            path text,
            url text,
            published_at timestamptz,
            modified_at timestamptz,
            pages int
        )
)

INSERT INTO ingest.found (
    site, key, post_id, path, url, channel, published_at, modified_at, pages, is_wanted,
    listed_at
)
SELECT
    %(site)s,
    entry.key,
    entry.post_id,
    entry.path,
    entry.url,
    %(channel)s,
    entry.published_at,
    entry.modified_at,
    entry.pages,
    site.first_contact_at IS NULL
    OR coalesce(entry.published_at > site.follow_since, entry.modified_at IS NULL)
    OR coalesce(entry.modified_at > site.first_contact_at, FALSE),
    %(listed_at)s
FROM entry
INNER JOIN ingest.site ON site.name = %(site)s
ON CONFLICT (site, key) DO UPDATE
SET
    post_id = coalesce(excluded.post_id, found.post_id),
    -- a listing that does not state the number may be one that still names an old address
    path = CASE WHEN excluded.post_id IS NULL THEN found.path ELSE excluded.path END,
    url = CASE WHEN excluded.post_id IS NULL THEN found.url ELSE excluded.url END,
    channel = excluded.channel,
    published_at = coalesce(excluded.published_at, found.published_at),
    modified_at = greatest(excluded.modified_at, found.modified_at),
    pages = coalesce(excluded.pages, found.pages),
    is_wanted
    = found.is_wanted
    OR (excluded.is_wanted AND coalesce(excluded.published_at, excluded.modified_at) IS NOT NULL),
    listed_at = excluded.listed_at,
    attempts = 0,
    next_attempt_at = NULL
WHERE
    excluded.modified_at > found.modified_at
    OR (
        found.modified_at IS NULL
        AND excluded.modified_at > coalesce(found.fetched_at, '-infinity')
    )
    OR excluded.pages <> coalesce(found.pages, 1)
    OR (
        excluded.path <> found.path
        AND excluded.post_id IS NOT NULL
        -- a reconcile may have followed it there
        AND NOT EXISTS (
            SELECT FROM ingest.article
            INNER JOIN ingest.site ON site.name = article.site
            INNER JOIN ingest.revision
                ON revision.article_id = article.id AND revision.revision = article.revision
            WHERE
                article.site = excluded.site
                AND article.post_id = excluded.post_id
                AND revision.url = site.base_url || excluded.path
        )
    )
    OR (
        excluded.is_wanted
        AND NOT found.is_wanted
        AND coalesce(excluded.published_at, excluded.modified_at) IS NOT NULL
    )
