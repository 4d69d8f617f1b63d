-- Captures lie in another file now, each at another byte.
UPDATE ingest.capture
SET file = %(replacement)s, file_offset = placed.after
FROM unnest(%(before)s::bigint[], %(after)s::bigint[]) AS placed (before, after)
WHERE capture.file = %(file)s AND capture.file_offset = placed.before
