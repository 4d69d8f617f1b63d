-- What is known of a listing that was read to its end.
SELECT
    etag,
    last_modified,
    payload_sha256
FROM ingest.listing
WHERE site = %(site)s AND url = %(url)s
