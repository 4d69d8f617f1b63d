-- Keep how many articles the feed of a site lists.
INSERT INTO ingest.feed_length (
    site, fewest, readings, first_read_at, fewer, fewer_since_at
)
VALUES (
    %(site)s, %(fewest)s, %(readings)s, %(first_read_at)s, %(fewer)s, %(fewer_since_at)s
)
ON CONFLICT (site) DO UPDATE
SET
    fewest = excluded.fewest,
    readings = excluded.readings,
    fewer = excluded.fewer,
    fewer_since_at = excluded.fewer_since_at
