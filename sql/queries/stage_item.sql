-- Where a batch lies before it is loaded: its items. article_id and outcome are found by the load.
-- Items of one page_key share paths: without post ids, they are one page.
CREATE TEMP TABLE IF NOT EXISTS staged_item (
    capture_id uuid NOT NULL,
    position int NOT NULL,
    outcome ingest.outcome,
    url text NOT NULL,
    paths text[] NOT NULL,
    page_key text NOT NULL,
    post_id bigint,
    origin ingest.origin,
    captured_at timestamptz NOT NULL,
    modified_at timestamptz,
    content_sha256 bytea,
    reasons text[] NOT NULL,
    article_id bigint,
    revision int,
    doubted_sha256 bytea
)
