-- Keep which channel told of what. Reading the same again writes nothing for a day.
INSERT INTO ingest.found_by (
    site, key, channel, first_listed_at, last_listed_at, published_at, modified_at
)
SELECT
    %(site)s,
    listed.key,
    %(channel)s,
    %(listed_at)s AS first_listed_at,
    %(listed_at)s AS last_listed_at,
    listed.published_at,
    listed.modified_at
FROM
    jsonb_to_recordset(%(entries)s::jsonb) AS listed (
        key text,
        published_at timestamptz,
        modified_at timestamptz
    )
ON CONFLICT (site, key, channel) DO UPDATE
SET
    last_listed_at = greatest(found_by.last_listed_at, excluded.last_listed_at),
    published_at = coalesce(excluded.published_at, found_by.published_at),
    modified_at = coalesce(excluded.modified_at, found_by.modified_at)
WHERE
    excluded.last_listed_at > found_by.last_listed_at + interval '1 day'
    OR excluded.published_at <> found_by.published_at
    OR excluded.modified_at <> found_by.modified_at
    OR (excluded.published_at IS NOT NULL AND found_by.published_at IS NULL)
    OR (excluded.modified_at IS NOT NULL AND found_by.modified_at IS NULL)
