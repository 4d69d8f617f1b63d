-- Whether the captures of a segment are recorded already.
SELECT
    exists(
        SELECT FROM ingest.segment
        WHERE name = %(name)s
    ) AS is_recorded
