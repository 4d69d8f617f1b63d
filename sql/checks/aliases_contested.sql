-- A path belongs to one article at a time, and each path at which an article was met to one now.
SELECT
    site,
    path,
    count(*) FILTER (WHERE to_at IS NULL) AS owners
FROM ingest.alias
GROUP BY site, path
HAVING count(*) FILTER (WHERE to_at IS NULL) <> 1 OR bool_or(to_at < from_at)
