-- The change feed counts from 1 to where its counter stands, without gaps.
SELECT
    change_counter.last_seq,
    feed.changes,
    feed.first_seq,
    feed.newest_seq
FROM ingest.change_counter
CROSS JOIN (
    SELECT
        count(*) AS changes,
        coalesce(min(seq), 1) AS first_seq,
        coalesce(max(seq), 0) AS newest_seq
    FROM ingest.change
) AS feed
WHERE
    feed.first_seq <> 1
    OR feed.newest_seq <> change_counter.last_seq
    OR feed.changes <> change_counter.last_seq
