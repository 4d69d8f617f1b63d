-- What happened to an article, and since a time.

-- warta.changes, warta.as_of
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX change_of_article ON ingest.change (article_id, seq);
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX ingest.change_without_revision;

-- warta.changes
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX change_by_time ON ingest.change (changed_at);
