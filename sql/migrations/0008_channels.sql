-- Channels: which of them told of what and when, which are open, and what the last probe found.

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

INSERT INTO ingest.found_by (
    site, key, channel, first_listed_at, last_listed_at, published_at, modified_at
)
SELECT
    found.site,
    found.key,
    found.channel,
    found.listed_at AS first_listed_at,
    found.listed_at AS last_listed_at,
    found.published_at,
    found.modified_at
FROM ingest.found;
COMMENT ON COLUMN ingest.found.channel IS 'What told of this state of it: feed, rest, sitemap or archive.';

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

CREATE TABLE ingest.visit (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    visited_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.visit IS 'When an article''s page was looked at again for an edit that no list tells of.';
COMMENT ON COLUMN ingest.visit.article_id IS 'The article.';
COMMENT ON COLUMN ingest.visit.visited_at IS 'captured_at of the last answer, whatever it was.';
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_of_site_by_first_sight ON ingest.article (site, first_seen_at); -- revisits_due

ALTER TABLE ingest.site
ADD COLUMN read_at timestamptz,
ADD COLUMN probed_at timestamptz,
ADD COLUMN has_honest_feed boolean,
ADD COLUMN has_honest_pages boolean,
ADD COLUMN theme_sha256 bytea,
ADD COLUMN utc_offset_s int,
ADD COLUMN clock_ahead_s int;
COMMENT ON COLUMN ingest.site.read_at IS 'captured_at of the listing with which its listings were last read to their end; NULL before.';
COMMENT ON COLUMN ingest.site.probed_at IS 'When it was last probed; that is due again after a day.';
COMMENT ON COLUMN ingest.site.has_honest_feed IS 'False once the feed answered 304 though it had changed: it is fetched whole since then. NULL: not known.';
COMMENT ON COLUMN ingest.site.has_honest_pages IS 'The same of article pages.';
COMMENT ON COLUMN ingest.site.theme_sha256 IS 'Fingerprint of the theme at the last probe: another one means that extraction should be looked at.';
COMMENT ON COLUMN ingest.site.utc_offset_s IS 'What REST''s local times are ahead of UTC, in seconds; NULL where REST does not tell.';
COMMENT ON COLUMN ingest.site.clock_ahead_s IS 'How far the site''s clock was ahead of ours at the last probe, in seconds.';

CREATE VIEW warta.channels AS
SELECT
    channel.site,
    channel.channel,
    channel.is_open,
    channel.reason,
    channel.url,
    channel.asked_at
FROM ingest.channel;
COMMENT ON VIEW warta.channels IS 'By which channels a site tells what there is, and why one is not used.';
COMMENT ON COLUMN warta.channels.site IS 'The publication.';
COMMENT ON COLUMN warta.channels.channel IS 'feed, rest, sitemap or archive.';
COMMENT ON COLUMN warta.channels.is_open IS 'Whether it told what it is used for when it was last asked.';
COMMENT ON COLUMN warta.channels.reason IS 'Why it is not used; NULL for an open one.';
COMMENT ON COLUMN warta.channels.url IS 'Where it begins, where that is known.';
COMMENT ON COLUMN warta.channels.asked_at IS 'When that was last seen, to the day.';

CREATE VIEW warta.findings AS
SELECT
    finding.site,
    finding.aspect,
    finding.level,
    finding.finding,
    finding.advice,
    finding.found_at,
    finding.run_id
FROM ingest.finding
INNER JOIN ingest.site ON site.name = finding.site AND site.probed_at = finding.found_at;
COMMENT ON VIEW warta.findings IS 'What the last probe found out about a site, as warta doctor shows it.';
COMMENT ON COLUMN warta.findings.site IS 'The publication.';
COMMENT ON COLUMN warta.findings.aspect IS 'What was looked at: robots, feed, REST, clock and so on.';
COMMENT ON COLUMN warta.findings.level IS 'ok, note (good to know) or bad (something should be done).';
COMMENT ON COLUMN warta.findings.finding IS 'What was found.';
COMMENT ON COLUMN warta.findings.advice IS 'What to do about it; NULL where nothing is to be done.';
COMMENT ON COLUMN warta.findings.found_at IS 'When.';
COMMENT ON COLUMN warta.findings.run_id IS 'The run of the probe.';

CREATE OR REPLACE VIEW warta.articles AS
SELECT
    article.id,
    article.site,
    article.post_id,
    revision.url,
    revision.section,
    revision.title,
    revision.body,
    revision.blocks,
    revision.dateline_place,
    revision.place,
    revision.authors,
    revision.tags,
    revision.lead_image_url,
    revision.language,
    revision.published_at,
    revision.modified_at,
    article.first_seen_at,
    sighting.last_seen_at,
    article.is_live,
    article.gone_at,
    revision.origin::text AS origin,
    article.revision,
    revision.extractor_version,
    coalesce(
        (
            SELECT found_by.channel
            FROM ingest.found_by
            WHERE
                found_by.site = article.site
                AND found_by.key IN ('id:' || article.post_id, article.path)
            ORDER BY found_by.first_listed_at, found_by.channel
            LIMIT 1
        ),
        (
            SELECT ledger_day.channel
            FROM ingest.ledger_entry
            INNER JOIN ingest.ledger_day
                ON ledger_day.site = ledger_entry.site AND ledger_day.day = ledger_entry.day
            WHERE
                ledger_entry.site = article.site
                AND ledger_entry.key IN ('id:' || article.post_id, article.path)
            ORDER BY ledger_entry.key
            LIMIT 1
        )
    ) AS channel
FROM ingest.article
INNER JOIN ingest.revision
    ON revision.article_id = article.id AND revision.revision = article.revision
INNER JOIN ingest.sighting ON sighting.article_id = article.id
WHERE
    NOT EXISTS (
        SELECT FROM ingest.article_merge
        WHERE article_merge.article_id = article.id
    );
COMMENT ON COLUMN warta.articles.channel IS 'Which channel told of it first: feed, rest, sitemap or archive; NULL where none did, as of imports.';
