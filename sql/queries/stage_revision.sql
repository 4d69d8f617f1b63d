-- The revisions that a load finds missing, before they are written. item is the position of the
-- item that showed them.
CREATE TEMP TABLE IF NOT EXISTS staged_revision (
    article_id bigint NOT NULL,
    revision int NOT NULL,
    cause ingest.cause NOT NULL,
    origin ingest.origin NOT NULL,
    captured_at timestamptz NOT NULL,
    capture_id uuid NOT NULL,
    item int NOT NULL,
    modified_at timestamptz,
    content_sha256 bytea NOT NULL,
    version text,
    capture_before uuid,
    content_before bytea,
    version_before text,
    fields text[] NOT NULL
)
