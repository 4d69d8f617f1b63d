-- Somebody was told of an incident, as it stood: that it opened, and that it closed where it had.
UPDATE ingest.incident
SET
    opening_alerted_at = coalesce(incident.opening_alerted_at, %(now)s),
    closing_alerted_at = CASE WHEN %(is_closed)s::boolean THEN %(now)s::timestamptz END
WHERE id = %(id)s
