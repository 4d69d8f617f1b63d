-- How many articles the feed of a site lists, as far as it was read.
SELECT
    fewest,
    readings,
    first_read_at,
    fewer,
    fewer_since_at
FROM ingest.feed_length
WHERE site = %(site)s
