-- What a channel told of has its entry, and each entry was told of by some channel.
SELECT
    coalesce(found.site, found_by.site) AS site,
    coalesce(found.key, found_by.key) AS key
FROM ingest.found
FULL OUTER JOIN ingest.found_by
    ON found_by.site = found.site AND found_by.key = found.key
WHERE found.key IS NULL OR found_by.key IS NULL
