-- What an extractor on trial reads of these captures is in the archive now.
UPDATE ingest.shadow
SET promoted_at = %(now)s
WHERE reader = %(reader)s AND capture_id = any(%(capture_ids)s::uuid[])
