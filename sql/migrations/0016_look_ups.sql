-- What analysts look up: the newest (whose time is known), a section and its months, what was recorded
-- since a time. The first two hold all that counting takes, so that it reads no texts.

-- warta.articles, ORDER BY published_at DESC NULLS LAST; articles a day
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_newest_first
ON ingest.revision (published_at DESC NULLS LAST) INCLUDE (article_id, revision);

-- warta.articles, warta.sections
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_of_section
ON ingest.revision (section, published_at) INCLUDE (article_id, revision);

-- warta.revisions
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_by_recording ON ingest.revision (recorded_at);
