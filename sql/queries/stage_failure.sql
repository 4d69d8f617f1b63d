-- Where a batch lies before it is loaded: the paths that were asked for in vain.
CREATE TEMP TABLE IF NOT EXISTS staged_failure (
    capture_id uuid NOT NULL,
    path text NOT NULL,
    captured_at timestamptz NOT NULL
) ON COMMIT DELETE ROWS
