-- The captures in these files are no longer kept; what is known of them stays.
UPDATE ingest.capture
SET file = NULL, file_offset = NULL, file_bytes = NULL
WHERE file = any(%(files)s::text[]) AND kind IN ('listing', 'robots', 'probe')
