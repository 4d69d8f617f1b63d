-- How many pages of a site an extractor has read in shadow, and how many of them would change.
SELECT
    count(*) AS pages,
    count(*) FILTER (WHERE classes <> '{}' AND promoted_at IS NULL) AS changed
FROM ingest.shadow
WHERE site = %(site)s AND reader = %(reader)s
