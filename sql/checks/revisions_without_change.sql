-- Each revision has one row in the change feed.
SELECT
    revision.article_id,
    revision.revision,
    count(change.seq) AS changes
FROM ingest.revision
LEFT JOIN ingest.change
    ON change.article_id = revision.article_id AND change.revision = revision.revision
GROUP BY revision.article_id, revision.revision
HAVING count(change.seq) <> 1
