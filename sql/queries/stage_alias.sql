-- Where a batch lies before it is loaded: the paths under which each capture met its article.
CREATE TEMP TABLE IF NOT EXISTS staged_alias (
    capture_id uuid NOT NULL,
    path text NOT NULL
) ON COMMIT DELETE ROWS
