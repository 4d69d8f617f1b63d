-- Close the open incidents of a cause: of one subject, or of all.
UPDATE ingest.incident
SET closed_at = greatest(incident.opened_at, %(now)s)
WHERE
    site = %(site)s
    AND cause = %(cause)s
    AND closed_at IS NULL
    AND (subject = %(subject)s::text OR %(subject)s::text IS NULL)
