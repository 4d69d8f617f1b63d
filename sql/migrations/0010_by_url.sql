-- An article, or what it said, by its URL. Hashed: URLs are long, and nobody asks for a range of them.

-- warta.articles, warta.revisions, warta.as_of
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revision_by_url ON ingest.revision USING hash (url);
