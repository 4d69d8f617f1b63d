-- Posts in several pages whose pages do not link to one another, as block themes show them: how many
-- there are, the site's REST interface tells.

ALTER TABLE ingest.found
ADD COLUMN pages int,
-- squawk-ignore constraint-missing-not-valid
ADD CONSTRAINT a_post_in_pages_has_several CHECK (pages > 1);
COMMENT ON COLUMN ingest.found.pages IS 'How many pages the post is shown in, as last listed; NULL for one, or where no listing states it.';

-- whether a site has such posts, in each run
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX found_in_pages ON ingest.found (site) WHERE pages IS NOT NULL;
