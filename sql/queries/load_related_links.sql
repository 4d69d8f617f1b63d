-- Write the related links of the newest captures. Links that are stored have not changed.
INSERT INTO ingest.related_link (article_id, position, marker, title, url, target_path)
SELECT
    newest.article_id,
    link.position,
    link.marker,
    link.title,
    link.url,
    link.target_path
FROM staged_newest AS newest
INNER JOIN staged_related AS link
    ON link.capture_id = newest.capture_id AND link.item = newest.item
ON CONFLICT (article_id, position) DO NOTHING
