-- What a run could not have or could not understand, each once: two channels may ask for the same.
-- Items are found by their captures: a run that the statistics do not know yet seems to have one item,
-- and all of its items were then read for each of its captures.
SELECT
    capture.url,
    capture.state::text AS state,
    coalesce(capture.reason, array_to_string(item.reasons, ', ')) AS reason
FROM ingest.capture
LEFT JOIN ingest.item
    ON item.capture_id = capture.id AND item.run_id IS NOT DISTINCT FROM %(run_id)s
WHERE
    capture.run_id = %(run_id)s
    AND (capture.state IN ('refused', 'failed') OR item.outcome = 'quarantined')
GROUP BY capture.url, capture.state, capture.reason, item.reasons
ORDER BY min(capture.captured_at)
LIMIT %(max_rows)s
