-- Articles of an author, and with a tag. In a migration of its own, so that no load waits for long.

-- warta.articles, authors @> ARRAY['…']
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_by_author ON ingest.revision USING gin (authors);

-- warta.articles, tags @> ARRAY['…']
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_by_tag ON ingest.revision USING gin (tags);

COMMENT ON COLUMN warta.articles.authors IS 'As stated, in order; empty where none is stated. An index finds authors @> ARRAY[''Redaksi''], not ''Redaksi'' = ANY (authors).';
COMMENT ON COLUMN warta.articles.tags IS 'As stated, in order; empty where none is stated. An index finds tags @> ARRAY[''yaman''].';
COMMENT ON COLUMN warta.articles.published_at IS 'As the site states it; NULL where it does not (ORDER BY published_at DESC NULLS LAST puts these last).';
