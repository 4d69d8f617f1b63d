-- The captures of a batch that are the newest of the best origin that an article has.
CREATE TEMP TABLE IF NOT EXISTS staged_newest (
    article_id bigint NOT NULL,
    capture_id uuid NOT NULL,
    item int NOT NULL
) ON COMMIT DELETE ROWS
