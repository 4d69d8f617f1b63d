-- Where a batch lies before it is loaded: what was stripped. item is the position of the item.
CREATE TEMP TABLE IF NOT EXISTS staged_removed (
    capture_id uuid NOT NULL,
    item int NOT NULL,
    position int NOT NULL,
    rule text NOT NULL,
    text text NOT NULL
) ON COMMIT DELETE ROWS
