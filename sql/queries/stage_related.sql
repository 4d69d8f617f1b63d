-- Where a batch lies before it is loaded: its related links. item is the position of the item.
CREATE TEMP TABLE IF NOT EXISTS staged_related (
    capture_id uuid NOT NULL,
    item int NOT NULL,
    position int NOT NULL,
    marker text NOT NULL,
    title text NOT NULL,
    url text,
    target_path text
) ON COMMIT DELETE ROWS
