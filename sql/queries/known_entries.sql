-- Which of these entries stood in a listing before the listings were last read to their end: where
-- all did, there is nothing beyond them that has not been read.
SELECT listed.key
FROM unnest(%(keys)s::text[]) AS listed (key)
INNER JOIN ingest.site ON site.name = %(site)s
WHERE
    EXISTS (
        SELECT FROM ingest.found_by
        WHERE
            found_by.site = site.name
            AND found_by.key = listed.key
            AND (site.read_at IS NULL OR found_by.first_listed_at <= site.read_at)
    )
