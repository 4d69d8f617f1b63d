-- What of a site was removed on request, and must not come back.
SELECT
    post_id,
    path_sha256
FROM ingest.tombstone
WHERE site = %(site)s
