-- Record what an extractor makes of some captures. Whoever reads one a second time changes nothing.
INSERT INTO ingest.shadow (
    reader, site, capture_id, classes, sha256_before, sha256_after, version_before
)
SELECT
    %(reader)s,
    %(site)s,
    given.capture_id,
    string_to_array(given.classes, ' '),
    given.sha256_before,
    given.sha256_after,
    given.version_before
FROM
    unnest(
        %(capture_ids)s::uuid[],
        %(classes)s::text[],
        %(before)s::bytea[],
        %(after)s::bytea[],
        %(versions)s::text[]
    ) AS given (capture_id, classes, sha256_before, sha256_after, version_before)
ON CONFLICT (reader, capture_id) DO NOTHING
