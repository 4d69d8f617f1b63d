-- What is known of the listings that were read to their end: the bell, and sitemaps.
SELECT
    url,
    etag,
    last_modified,
    payload_sha256,
    captured_at
FROM ingest.listing
WHERE site = %(site)s
