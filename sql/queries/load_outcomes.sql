-- Say what became of each item. It is judged against what was seen before this batch.
UPDATE staged_item
SET
    outcome = CASE
        WHEN sighting.last_seen_at > staged_item.captured_at THEN 'older_capture'
        WHEN made.article_id IS NULL THEN 'unchanged'
        WHEN made.cause = 'first' THEN 'inserted'
        WHEN made.fields <@ ARRAY['url', 'section'] AND 'url' = ANY(made.fields) THEN 'moved'
        ELSE 'revised'
    END::ingest.outcome,
    revision = made.revision
FROM staged_item AS judged
LEFT JOIN staged_revision AS made ON made.capture_id = judged.capture_id
LEFT JOIN ingest.sighting ON sighting.article_id = judged.article_id
WHERE
    judged.capture_id = staged_item.capture_id
    AND judged.position = staged_item.position
    AND staged_item.outcome IS NULL
