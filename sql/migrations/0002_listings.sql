-- What sites say they hold: listings and the channels that they come by, what a probe found, what is
-- to be asked again, and the ledger, day by day.

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
    PRIMARY KEY (site, key)
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
COMMENT ON COLUMN ingest.found.fetched_at IS 'captured_at of the last page that answered for it; due again once a later listing tells of a change.';
COMMENT ON COLUMN ingest.found.attempts IS 'Fetches since listed_at that came to nothing.';
COMMENT ON COLUMN ingest.found.next_attempt_at IS 'Not to be fetched before; NULL: at once.';
CREATE INDEX found_due ON ingest.found (site, listed_at)
WHERE is_wanted AND (fetched_at IS NULL OR fetched_at < listed_at); -- what to fetch next
CREATE INDEX found_by_path ON ingest.found (site, path); -- settling a fetch

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
COMMENT ON COLUMN ingest.channel.is_open IS 'Whether it told what it is used for when it was last asked.';
COMMENT ON COLUMN ingest.channel.reason IS 'Why it is not used; NULL for an open one.';
COMMENT ON COLUMN ingest.channel.url IS 'Where it begins, where that is known: of the sitemap, its index.';
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

CREATE TABLE ingest.request_hour (
    site text NOT NULL REFERENCES ingest.site (name),
    hour_at timestamptz NOT NULL,
    requests bigint NOT NULL,
    PRIMARY KEY (site, hour_at),
    CONSTRAINT requests_are_not_given_back_twice CHECK (requests >= 0)
);
COMMENT ON TABLE ingest.request_hour IS 'How many requests of a site''s hour are spent: taken out before a crawl begins, the unused ones put back at its end.';
COMMENT ON COLUMN ingest.request_hour.site IS 'The site that is asked.';
COMMENT ON COLUMN ingest.request_hour.hour_at IS 'The full hour, UTC, in which they were taken out.';
COMMENT ON COLUMN ingest.request_hour.requests IS 'Taken out, and not put back. What a killed crawl did not use stays taken until the hour is over.';

CREATE TABLE ingest.visit (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    visited_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.visit IS 'When an article''s page was looked at again for an edit that no list tells of.';
COMMENT ON COLUMN ingest.visit.article_id IS 'The article.';
COMMENT ON COLUMN ingest.visit.visited_at IS 'captured_at of the last answer, whatever it was.';

CREATE TABLE ingest.ledger_day (
    site text NOT NULL REFERENCES ingest.site (name),
    day date NOT NULL,
    channel text NOT NULL,
    read_at timestamptz NOT NULL,
    unlisted int NOT NULL DEFAULT 0,
    proven_at timestamptz,
    PRIMARY KEY (site, day),
    CONSTRAINT a_site_counts_no_less_than_it_lists CHECK (unlisted >= 0)
);
COMMENT ON TABLE ingest.ledger_day IS 'A day of a site whose articles have been listed, all of them.';
COMMENT ON COLUMN ingest.ledger_day.site IS 'The site.';
COMMENT ON COLUMN ingest.ledger_day.day IS 'In the time zone of the site.';
COMMENT ON COLUMN ingest.ledger_day.channel IS 'What listed it: rest, sitemap or archive.';
COMMENT ON COLUMN ingest.ledger_day.read_at IS 'captured_at of the listing. A day that was not over by then is read again.';
COMMENT ON COLUMN ingest.ledger_day.unlisted IS 'Articles that the site counts for the days of one listing, and does not list; they stand with the newest of those days.';
COMMENT ON COLUMN ingest.ledger_day.proven_at IS 'When all that it lists was found stored or explained; NULL while something is missing.';
-- warta.coverage
CREATE INDEX ledger_day_by_day ON ingest.ledger_day (day);

CREATE TABLE ingest.ledger_entry (
    site text NOT NULL REFERENCES ingest.site (name),
    key text NOT NULL,
    day date NOT NULL,
    post_id bigint,
    path text NOT NULL,
    url text NOT NULL,
    modified_at timestamptz,
    listed_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    asked_at timestamptz,
    reason text,
    PRIMARY KEY (site, key),
    CONSTRAINT what_is_explained_was_asked_for CHECK (reason IS NULL OR asked_at IS NOT NULL)
);
COMMENT ON TABLE ingest.ledger_entry IS 'An article that the site lists for a day of the ledger. What the site lists no more is taken out.';
COMMENT ON COLUMN ingest.ledger_entry.site IS 'The site.';
COMMENT ON COLUMN ingest.ledger_entry.key IS 'id:N where the listing states the post id, else the path.';
COMMENT ON COLUMN ingest.ledger_entry.day IS 'Of its publication, in the time zone of the site; of its last change where the listing states no more.';
COMMENT ON COLUMN ingest.ledger_entry.post_id IS 'WordPress''s number; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.path IS 'Site-relative path, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.url IS 'The URL to fetch, as last listed.';
COMMENT ON COLUMN ingest.ledger_entry.modified_at IS 'As last listed, and no later than that; NULL where the listing does not state it.';
COMMENT ON COLUMN ingest.ledger_entry.listed_at IS 'captured_at of the last listing that held it.';
COMMENT ON COLUMN ingest.ledger_entry.attempts IS 'Fetches by this backfill, or this reconcile, that did not bring it in.';
COMMENT ON COLUMN ingest.ledger_entry.asked_at IS 'When it was last asked for on the ledger''s account; NULL: never.';
COMMENT ON COLUMN ingest.ledger_entry.reason IS 'Why it is not stored: robots_disallow, not_article, quarantined, redirected, http_404 or http_410; NULL: stored, or missing.';
CREATE INDEX ledger_entry_of_day ON ingest.ledger_entry (site, day); -- coverage, what is missing

CREATE TABLE ingest.absence (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    checked_at timestamptz NOT NULL,
    missing_since timestamptz
);
COMMENT ON TABLE ingest.absence IS 'Articles that the site named no more when they were last looked for.';
COMMENT ON COLUMN ingest.absence.article_id IS 'The article.';
COMMENT ON COLUMN ingest.absence.checked_at IS 'When its page was last asked for; the longest unchecked come first.';
COMMENT ON COLUMN ingest.absence.missing_since IS 'Since when each check met 404 or 410; NULL where the last one did not.';

CREATE VIEW ingest.ledger_state AS
SELECT
    entry.site,
    entry.key,
    entry.day,
    entry.post_id,
    entry.path,
    entry.url,
    entry.modified_at,
    entry.listed_at,
    entry.attempts,
    entry.reason,
    coalesce(seen.last_seen_at >= coalesce(entry.modified_at, '-infinity'), FALSE) AS is_stored
FROM ingest.ledger_entry AS entry
LEFT JOIN LATERAL (
    SELECT sighting.last_seen_at
    FROM ingest.article
    INNER JOIN ingest.sighting ON sighting.article_id = article.id
    WHERE
        article.is_live
        AND article.id = coalesce(
            (
                SELECT named.id FROM ingest.article AS named
                WHERE named.site = entry.site AND named.post_id = entry.post_id
            ),
            (
                SELECT alias.article_id FROM ingest.alias
                WHERE
                    entry.post_id IS NULL
                    AND alias.site = entry.site
                    AND alias.path = entry.path
                    AND alias.to_at IS NULL
            )
        )
) AS seen ON TRUE;
COMMENT ON VIEW ingest.ledger_state IS 'The entries of the ledger, and whether each is stored: live, and seen since the site last changed it.';
COMMENT ON COLUMN ingest.ledger_state.site IS 'As in ledger_entry, like the columns up to reason.';
COMMENT ON COLUMN ingest.ledger_state.key IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.day IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.post_id IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.path IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.url IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.modified_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.listed_at IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.attempts IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.reason IS 'As in ledger_entry.';
COMMENT ON COLUMN ingest.ledger_state.is_stored IS 'Whether the article is stored as the site last said it to be.';
