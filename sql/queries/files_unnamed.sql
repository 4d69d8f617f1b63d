-- Which of these files no row names: neither a capture nor a segment that was recorded.
SELECT given.file
FROM unnest(%(files)s::text[]) AS given (file)
WHERE
    NOT EXISTS (
        SELECT FROM ingest.segment
        WHERE segment.name = regexp_replace(given.file, '^.*/', '')
    )
    AND NOT EXISTS (
        SELECT FROM ingest.capture
        WHERE capture.file = given.file
    )
ORDER BY given.file
