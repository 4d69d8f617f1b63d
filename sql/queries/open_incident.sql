-- Open an incident; or say again of one that is open that it was seen. Returns whether it is new.
INSERT INTO ingest.incident AS known (
    site, cause, subject, message, opened_at, last_seen_at, run_id
)
VALUES (
    %(site)s, %(cause)s, %(subject)s, %(message)s, %(now)s, %(now)s, %(run_id)s
)
ON CONFLICT (site, cause, subject) WHERE closed_at IS NULL DO UPDATE
SET
    message = excluded.message,
    last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
    times_seen = known.times_seen + 1
RETURNING known.times_seen = 1 AS is_new
