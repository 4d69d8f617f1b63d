-- What sites say that they hold: the entries of their listings, the channels that these come by, and
-- what a probe found out about them.

CREATE TABLE ingest.found (
    site text NOT NULL REFERENCES ingest.site (name),
    key text NOT NULL,
    post_id bigint,
    path text NOT NULL,
    url text NOT NULL,
    channel text NOT NULL,
    published_at timestamptz,
    modified_at timestamptz,
    is_wanted boolean NOT NULL,
    listed_at timestamptz NOT NULL,
    fetched_at timestamptz,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    pages int,
    PRIMARY KEY (site, key),
    CONSTRAINT a_post_in_pages_has_several CHECK (pages > 1)
);
COMMENT ON TABLE ingest.found IS 'What listings say the site holds, and whether it has been fetched since it last changed.';
COMMENT ON COLUMN ingest.found.site IS 'The site.';
COMMENT ON COLUMN ingest.found.key IS 'id:N where the listing states the post id, else the path.';
COMMENT ON COLUMN ingest.found.post_id IS 'WordPress''s number; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.found.path IS 'Site-relative path, as last listed.';
COMMENT ON COLUMN ingest.found.url IS 'The URL to fetch, as last listed.';
COMMENT ON COLUMN ingest.found.channel IS 'What told of this state of it: feed, rest, sitemap or archive.';
COMMENT ON COLUMN ingest.found.published_at IS 'As last listed; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.found.modified_at IS 'The greatest stated; NULL where the listings do not state it.';
COMMENT ON COLUMN ingest.found.is_wanted IS 'Whether ingest is to fetch it; false for what is older than first contact.';
COMMENT ON COLUMN ingest.found.listed_at IS 'captured_at of the listing that first told of this state of it.';
COMMENT ON COLUMN ingest.found.fetched_at IS 'captured_at of the last page that answered for it; due again once a later listing tells of a change. NULL: never fetched.';
COMMENT ON COLUMN ingest.found.attempts IS 'Fetches since listed_at that came to nothing.';
COMMENT ON COLUMN ingest.found.next_attempt_at IS 'Not to be fetched before; NULL: at once.';
COMMENT ON COLUMN ingest.found.pages IS 'How many pages the post is shown in, as last listed; NULL for one, or where no listing states it.';
CREATE INDEX found_due ON ingest.found (site, listed_at)
WHERE is_wanted AND (fetched_at IS NULL OR fetched_at < listed_at); -- what to fetch next
CREATE INDEX found_by_path ON ingest.found (site, path); -- settling a fetch
CREATE INDEX found_in_pages ON ingest.found (site) WHERE pages IS NOT NULL; -- has_posts_in_pages

CREATE TABLE ingest.found_by (
    site text NOT NULL REFERENCES ingest.site (name),
    key text NOT NULL,
    channel text NOT NULL,
    first_listed_at timestamptz NOT NULL,
    last_listed_at timestamptz NOT NULL,
    published_at timestamptz,
    modified_at timestamptz,
    PRIMARY KEY (site, key, channel)
);
COMMENT ON TABLE ingest.found_by IS 'Which channel told of what: a row for each channel that named an entry of found.';
COMMENT ON COLUMN ingest.found_by.site IS 'The site.';
COMMENT ON COLUMN ingest.found_by.key IS 'As in found.';
COMMENT ON COLUMN ingest.found_by.channel IS 'feed, rest, sitemap or archive.';
COMMENT ON COLUMN ingest.found_by.first_listed_at IS 'captured_at of the first listing of this channel that named it.';
COMMENT ON COLUMN ingest.found_by.last_listed_at IS 'captured_at of a late one; kept to the day, so that reading the same again writes nothing.';
COMMENT ON COLUMN ingest.found_by.published_at IS 'As this channel last stated it; NULL where it does not.';
COMMENT ON COLUMN ingest.found_by.modified_at IS 'As this channel last stated it; NULL where it does not.';

CREATE TABLE ingest.listing (
    site text NOT NULL REFERENCES ingest.site (name),
    url text NOT NULL,
    etag text,
    last_modified text,
    payload_sha256 bytea NOT NULL,
    captured_at timestamptz NOT NULL,
    PRIMARY KEY (site, url)
);
COMMENT ON TABLE ingest.listing IS 'A listing whose entries are all recorded: until it changes, the site has nothing new.';
COMMENT ON COLUMN ingest.listing.site IS 'The site.';
COMMENT ON COLUMN ingest.listing.url IS 'Of the listing.';
COMMENT ON COLUMN ingest.listing.etag IS 'As the site sent it, for If-None-Match; NULL where it sent none.';
COMMENT ON COLUMN ingest.listing.last_modified IS 'As the site sent it, for If-Modified-Since; NULL where it sent none.';
COMMENT ON COLUMN ingest.listing.payload_sha256 IS 'Of its body: equal bytes say the same as a 304.';
COMMENT ON COLUMN ingest.listing.captured_at IS 'When it was captured.';

CREATE TABLE ingest.channel (
    site text NOT NULL REFERENCES ingest.site (name),
    channel text NOT NULL,
    is_open boolean NOT NULL,
    reason text,
    url text,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (site, channel),
    CONSTRAINT a_closed_channel_says_why CHECK (is_open OR reason IS NOT NULL)
);
COMMENT ON TABLE ingest.channel IS 'Whether a channel can be used. A closed one is asked again once a day.';
COMMENT ON COLUMN ingest.channel.site IS 'The site.';
COMMENT ON COLUMN ingest.channel.channel IS 'feed, rest, sitemap or archive.';
COMMENT ON COLUMN ingest.channel.is_open IS 'Whether it told what it is used for when it was last asked. FALSE as well of sitemaps without times, which are read where nothing else is open (reason).';
COMMENT ON COLUMN ingest.channel.reason IS 'Why it is not used; NULL for an open one.';
COMMENT ON COLUMN ingest.channel.url IS 'Where it begins: of the sitemap, its index; NULL where that is not known.';
COMMENT ON COLUMN ingest.channel.asked_at IS 'When that was last seen, to the day.';

CREATE TABLE ingest.finding (
    run_id uuid NOT NULL REFERENCES ingest.run (id),
    site text NOT NULL REFERENCES ingest.site (name),
    aspect text NOT NULL,
    level text NOT NULL,
    finding text NOT NULL,
    advice text,
    found_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, aspect),
    CONSTRAINT a_finding_is_good_or_not CHECK (level IN ('ok', 'note', 'bad'))
);
COMMENT ON TABLE ingest.finding IS 'What a probe found out about a site, aspect by aspect.';
COMMENT ON COLUMN ingest.finding.run_id IS 'The probe.';
COMMENT ON COLUMN ingest.finding.site IS 'The site.';
COMMENT ON COLUMN ingest.finding.aspect IS 'What was looked at: robots, feed, rest, clock and so on.';
COMMENT ON COLUMN ingest.finding.level IS 'ok, note (good to know) or bad (something should be done).';
COMMENT ON COLUMN ingest.finding.finding IS 'What was found, for people.';
COMMENT ON COLUMN ingest.finding.advice IS 'What to do about it; NULL where nothing is to be done.';
COMMENT ON COLUMN ingest.finding.found_at IS 'When the probe began.';
CREATE INDEX finding_of_site ON ingest.finding (site, found_at DESC); -- warta.findings

CREATE TABLE ingest.feed_length (
    site text PRIMARY KEY REFERENCES ingest.site (name),
    fewest int NOT NULL,
    readings int NOT NULL,
    first_read_at timestamptz NOT NULL,
    fewer int NOT NULL,
    fewer_since_at timestamptz,
    CONSTRAINT a_feed_was_read_before_it_has_a_length CHECK (readings >= 1 AND fewest >= 0),
    CONSTRAINT what_is_fewer_is_so_since_a_time CHECK ((fewer > 0) = (fewer_since_at IS NOT NULL))
);
COMMENT ON TABLE ingest.feed_length IS 'How many articles the feed of a site lists. Readings count when the feed has changed.';
COMMENT ON COLUMN ingest.feed_length.site IS 'The site.';
COMMENT ON COLUMN ingest.feed_length.fewest IS 'The fewest that it listed in any reading that was believed.';
COMMENT ON COLUMN ingest.feed_length.readings IS 'How many readings that rests on; counted until they are enough.';
COMMENT ON COLUMN ingest.feed_length.first_read_at IS 'When the first of them was.';
COMMENT ON COLUMN ingest.feed_length.fewer IS 'How many readings in a row, up to the last, listed at most half as many.';
COMMENT ON COLUMN ingest.feed_length.fewer_since_at IS 'When the first of those was; NULL where there are none.';
