-- Record the items with their outcomes.
INSERT INTO ingest.item (
    run_id, capture_id, position, outcome, url, paths, article_id, revision, origin, captured_at,
    modified_at, content_sha256, reasons, doubted_sha256
)
SELECT
    %(run_id)s,
    capture_id,
    position,
    outcome,
    url,
    paths,
    article_id,
    revision,
    origin,
    captured_at,
    modified_at,
    content_sha256,
    reasons,
    doubted_sha256
FROM staged_item
ON CONFLICT (capture_id, position, run_id) DO NOTHING
