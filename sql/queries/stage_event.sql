-- What a load does to articles that is no revision, for the change feed.
CREATE TEMP TABLE IF NOT EXISTS staged_event (
    article_id bigint NOT NULL,
    operation ingest.operation NOT NULL,
    fields text[] NOT NULL
) ON COMMIT DELETE ROWS
