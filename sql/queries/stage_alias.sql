-- The windows in which the batch, and what is stored, met articles at the paths of the batch.
-- is_shared: the batch met several articles there.
CREATE TEMP TABLE IF NOT EXISTS staged_alias (
    path text NOT NULL,
    article_id bigint NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz,
    is_shared boolean NOT NULL DEFAULT FALSE
)
