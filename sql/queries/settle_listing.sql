-- All that a listing told of is recorded: until it changes, there is nothing new.
INSERT INTO ingest.listing (site, url, etag, last_modified, payload_sha256, captured_at)
VALUES (%(site)s, %(url)s, %(etag)s, %(last_modified)s, %(payload_sha256)s, %(captured_at)s)
ON CONFLICT (site, url) DO UPDATE
SET
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    payload_sha256 = excluded.payload_sha256,
    captured_at = excluded.captured_at
