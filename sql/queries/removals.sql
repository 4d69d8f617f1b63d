-- All that was removed on request, as it stands beside the captures.
SELECT
    id,
    site,
    post_id,
    path_sha256,
    reason,
    forgotten_at
FROM ingest.tombstone
ORDER BY id
