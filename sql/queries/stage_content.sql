-- Where a batch lies before it is loaded: the contents that are not stored yet.
CREATE TEMP TABLE IF NOT EXISTS staged_content (
    content_sha256 bytea NOT NULL,
    url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    blocks jsonb NOT NULL,
    section text,
    dateline_place text,
    place text,
    authors text[] NOT NULL,
    tags text[] NOT NULL,
    lead_image_url text,
    language text NOT NULL,
    published_at timestamptz,
    extractor_version text NOT NULL
) ON COMMIT DELETE ROWS
