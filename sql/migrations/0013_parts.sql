-- Further pages of a post, found by the path of its first page.

-- kept_parts; a small part of the items
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX item_of_part ON ingest.item ((paths[1])) WHERE outcome = 'page_part';
