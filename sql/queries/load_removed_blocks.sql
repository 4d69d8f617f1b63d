-- Keep what was stripped from the pages that made a revision.
INSERT INTO ingest.removed_block (article_id, revision, position, rule, text)
SELECT
    made.article_id,
    made.revision,
    removed.position,
    removed.rule,
    removed.text
FROM staged_revision AS made
INNER JOIN staged_removed AS removed
    ON removed.capture_id = made.capture_id AND removed.item = made.item
