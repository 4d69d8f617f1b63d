-- Where a batch lies before it is loaded: its captures.
CREATE TEMP TABLE IF NOT EXISTS staged_capture (
    id uuid NOT NULL,
    kind ingest.capture_kind NOT NULL,
    state ingest.capture_state NOT NULL,
    url text NOT NULL,
    status int,
    reason text,
    captured_at timestamptz NOT NULL,
    fetch_ms int NOT NULL,
    file text,
    file_offset bigint,
    file_bytes bigint,
    payload_sha256 bytea
) ON COMMIT DELETE ROWS
