-- Whether the captures of a segment are recorded already.
SELECT EXISTS (SELECT FROM ingest.segment WHERE name = %(name)s) AS is_recorded
