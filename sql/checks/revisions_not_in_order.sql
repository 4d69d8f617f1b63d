-- Revisions count from 1 without gaps, in the order of their recording.
SELECT
    article_id,
    revision,
    recorded_at
FROM (
    SELECT
        article_id,
        revision,
        recorded_at,
        row_number() OVER counted AS expected,
        lag(recorded_at) OVER counted AS recorded_before
    FROM ingest.revision
    WINDOW counted AS (PARTITION BY article_id ORDER BY revision)
) AS placed
WHERE revision <> expected OR recorded_at < recorded_before
