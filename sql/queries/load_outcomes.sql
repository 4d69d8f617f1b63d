-- Say what became of each item. It is judged against what was seen before this batch.
UPDATE staged_item
SET
    outcome = CASE
        WHEN judged.is_merged THEN 'merged'
        WHEN judged.is_reread AND judged.revision IS NULL THEN 'unchanged'
        WHEN judged.is_reread THEN 'corrected'
        WHEN judged.last_seen_at > judged.captured_at THEN 'older_capture'
        WHEN judged.is_returned THEN 'returned'
        WHEN judged.revision IS NULL THEN 'unchanged'
        WHEN judged.cause = 'first' THEN 'inserted'
        WHEN judged.cause IN ('correction', 'better_origin') THEN 'corrected'
        WHEN judged.fields <@ ARRAY['url', 'section'] AND 'url' = any(judged.fields) THEN 'moved'
        ELSE 'revised'
    END::ingest.outcome,
    revision = judged.revision
FROM (
    SELECT
        item.capture_id,
        item.position,
        item.captured_at,
        made.revision,
        made.cause,
        made.fields,
        (
            SELECT sighting.last_seen_at FROM ingest.sighting
            WHERE sighting.article_id = item.article_id
        ) AS last_seen_at,
        item.article_id = any(%(returned)s::bigint[]) AS is_returned,
        item.article_id = any(%(survivors)s::bigint[]) AS is_merged,
        exists(
            SELECT FROM ingest.item AS before
            WHERE before.capture_id = item.capture_id AND before.replaced_at IS NOT NULL
        ) AS is_reread
    FROM staged_item AS item
    LEFT JOIN staged_revision AS made
        ON made.capture_id = item.capture_id AND made.item = item.position
    WHERE item.outcome IS NULL
) AS judged
WHERE
    judged.capture_id = staged_item.capture_id
    AND judged.position = staged_item.position
