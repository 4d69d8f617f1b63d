-- Captures lie in another file now, each at another byte.
WITH moved AS (
    UPDATE ingest.capture
    SET file = %(replacement)s, file_offset = placed.after
    FROM unnest(%(before)s::bigint[], %(after)s::bigint[]) AS placed (before, after)
    WHERE capture.file = %(file)s AND capture.file_offset = placed.before
)

UPDATE ingest.excision
SET replacement = %(replacement)s
WHERE file = %(file)s
