-- Article pages of this site answer 304, or keep their validators, although they change.
UPDATE ingest.site
SET has_honest_pages = FALSE
WHERE name = %(site)s
