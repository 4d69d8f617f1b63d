-- The captures in this file are no longer kept; what is known of them stays.
UPDATE ingest.capture
SET file = NULL, file_offset = NULL, file_bytes = NULL
WHERE file = %(file)s AND kind IN ('listing', 'robots', 'probe')
