-- Each page that was received and read yields an item, in the run that recorded the capture; what
-- was not modified, refused or failed without an answer yields none that is an article.
SELECT
    capture.run_id,
    capture.id,
    capture.kind,
    capture.state
FROM ingest.capture
LEFT JOIN ingest.item ON item.capture_id = capture.id AND item.run_id = capture.run_id
WHERE
    (capture.kind = 'page' AND capture.state = 'parsed' AND item.capture_id IS NULL)
    OR (capture.state <> 'parsed' AND item.article_id IS NOT NULL)
