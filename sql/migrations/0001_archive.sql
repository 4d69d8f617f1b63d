-- The archive: sites, runs, captures, and the articles that come out of them.
-- Everything is written by warta alone; consumers read the schema warta (0003).

CREATE SCHEMA IF NOT EXISTS ingest; -- migrate made it, for its own table
COMMENT ON SCHEMA ingest IS 'Private to warta: the tables behind the contract. They may change in any version.';

CREATE TYPE ingest.capture_kind AS ENUM ('page', 'listing', 'robots', 'probe', 'import');
CREATE TYPE ingest.capture_state AS ENUM ('parsed', 'not_modified', 'refused', 'failed');
CREATE TYPE ingest.outcome AS ENUM (
    'inserted', 'revised', 'corrected', 'unchanged', 'moved', 'gone', 'returned', 'merged',
    'page_part', 'not_article', 'quarantined', 'duplicate_capture', 'older_capture'
);
-- From the least to the most trusted, so that max() finds the best.
CREATE TYPE ingest.origin AS ENUM ('text', 'rest', 'html');
CREATE TYPE ingest.cause AS ENUM ('first', 'edit', 'correction', 'better_origin', 'return');
CREATE TYPE ingest.operation AS ENUM (
    'insert', 'edit', 'correct', 'move', 'gone', 'return', 'merge', 'forget'
);
CREATE TYPE ingest.run_state AS ENUM ('running', 'ok', 'degraded', 'failed');

CREATE TABLE ingest.site (
    name text PRIMARY KEY,
    base_url text NOT NULL,
    fence bigint NOT NULL DEFAULT 0,
    robots text,
    robots_at timestamptz,
    first_contact_at timestamptz,
    follow_since timestamptz,
    cursor_at timestamptz,
    retry_at timestamptz,
    read_at timestamptz,
    probed_at timestamptz,
    has_honest_feed boolean,
    has_honest_pages boolean,
    theme_sha256 bytea,
    utc_offset_s int,
    clock_ahead_s int,
    asked_at timestamptz,
    CONSTRAINT robots_text_and_time_come_together CHECK (robots IS NULL OR robots_at IS NOT NULL)
);
COMMENT ON TABLE ingest.site IS 'A publication that warta follows, and how far it has followed it.';
COMMENT ON COLUMN ingest.site.name IS 'As in crawler/sites.toml; the host of a site that stands in no block.';
COMMENT ON COLUMN ingest.site.base_url IS 'scheme://host[:port] under which it was last crawled or imported.';
COMMENT ON COLUMN ingest.site.fence IS 'Counts the holders of the site''s lock; a commit of an older holder is refused.';
COMMENT ON COLUMN ingest.site.robots IS 'The text of robots.txt as last read; empty where the site has none. NULL: not read yet.';
COMMENT ON COLUMN ingest.site.robots_at IS 'When robots was read; it is fetched again after 24 hours.';
COMMENT ON COLUMN ingest.site.first_contact_at IS 'The latest time of change that the site stated at first contact; NULL before.';
COMMENT ON COLUMN ingest.site.follow_since IS 'Publication time of the oldest article taken at first contact; older ones are a backfill''s.';
COMMENT ON COLUMN ingest.site.cursor_at IS 'The latest time of change that a listing has stated; listings are read back to a day before it.';
COMMENT ON COLUMN ingest.site.retry_at IS 'The site asked not to be asked before this time (Retry-After). NULL: no such wish.';
COMMENT ON COLUMN ingest.site.read_at IS 'captured_at of the listing with which its listings were last read to their end; NULL before.';
COMMENT ON COLUMN ingest.site.probed_at IS 'When it was last probed; that is due again after a day.';
COMMENT ON COLUMN ingest.site.has_honest_feed IS 'False once the feed answered 304 though it had changed: it is fetched whole since then. NULL: not known.';
COMMENT ON COLUMN ingest.site.has_honest_pages IS 'The same of article pages.';
COMMENT ON COLUMN ingest.site.theme_sha256 IS 'Fingerprint of the theme at the last probe: another one means that extraction should be looked at.';
COMMENT ON COLUMN ingest.site.utc_offset_s IS 'What REST''s local times are ahead of UTC, in seconds; NULL where REST does not tell.';
COMMENT ON COLUMN ingest.site.clock_ahead_s IS 'How far the site''s clock was ahead of ours at the last probe, in seconds.';
COMMENT ON COLUMN ingest.site.asked_at IS 'When the last request to it ended, by the clock of the machine that made it: the pause before the next one begins there. NULL: never asked.';

CREATE TABLE ingest.run (
    id uuid PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    flow text NOT NULL,
    fence bigint NOT NULL,
    state ingest.run_state NOT NULL,
    started_at timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL,
    ended_at timestamptz,
    requests bigint NOT NULL DEFAULT 0,
    reason text,
    exit_code int,
    CONSTRAINT a_run_has_ended_unless_it_is_running CHECK ((state = 'running') = (ended_at IS NULL))
);
COMMENT ON TABLE ingest.run IS 'One execution of a flow. Its counts are counted from its captures and items, never kept.';
COMMENT ON COLUMN ingest.run.id IS 'Also in the warcinfo record of the WARC segments it made.';
COMMENT ON COLUMN ingest.run.site IS 'The site it was about.';
COMMENT ON COLUMN ingest.run.flow IS 'Which flow: ingest, import, quarantine …';
COMMENT ON COLUMN ingest.run.fence IS 'The number it got with the site''s lock; 0 for a flow that does not fetch.';
COMMENT ON COLUMN ingest.run.state IS 'running, ok, degraded (something was left undone) or failed.';
COMMENT ON COLUMN ingest.run.started_at IS 'When it began.';
COMMENT ON COLUMN ingest.run.heartbeat_at IS 'When it last showed that it is alive.';
COMMENT ON COLUMN ingest.run.ended_at IS 'When it ended; NULL while it runs.';
COMMENT ON COLUMN ingest.run.requests IS 'Requests made to the site, robots.txt, redirects and retries included.';
COMMENT ON COLUMN ingest.run.reason IS 'Why it ended as it did, for people; NULL while it runs.';
COMMENT ON COLUMN ingest.run.exit_code IS 'What the command ended with: 0 ok, 1 failed, 3 degraded, 4 site unreachable or refusing. NULL while it runs.';
CREATE INDEX run_of_site_by_start ON ingest.run (site, started_at DESC); -- warta.runs, warta.status

CREATE TABLE ingest.segment (
    name text PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.segment IS 'A WARC segment whose captures are recorded: seen again in the spool, it is only put away.';
COMMENT ON COLUMN ingest.segment.name IS 'File name, unique by site, run and number.';
COMMENT ON COLUMN ingest.segment.site IS 'The site it was captured from.';
COMMENT ON COLUMN ingest.segment.recorded_at IS 'When its rows were committed, on the clock of the run.';

CREATE TABLE ingest.capture (
    id uuid PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    run_id uuid NOT NULL REFERENCES ingest.run (id),
    kind ingest.capture_kind NOT NULL,
    state ingest.capture_state NOT NULL,
    url text NOT NULL,
    status int,
    reason text,
    captured_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    fetch_ms int NOT NULL,
    file text,
    file_offset bigint,
    file_bytes bigint,
    payload_sha256 bytea,
    revisit_of uuid,
    CONSTRAINT a_kept_capture_says_where CHECK (
        (file IS NULL) = (file_offset IS NULL) AND (file IS NULL) = (file_bytes IS NULL)
    )
);
COMMENT ON TABLE ingest.capture IS 'One HTTP exchange, or the attempt at one. What was received lies in file.';
COMMENT ON COLUMN ingest.capture.id IS 'WARC-Record-ID; for a plain file a digest of URL and bytes; made up where nothing was received.';
COMMENT ON COLUMN ingest.capture.site IS 'The site that was asked.';
COMMENT ON COLUMN ingest.capture.run_id IS 'The run that recorded it first.';
COMMENT ON COLUMN ingest.capture.kind IS 'What it was fetched for; import where another program captured it.';
COMMENT ON COLUMN ingest.capture.state IS 'parsed, not_modified (304), refused (by the site or by our manners) or failed.';
COMMENT ON COLUMN ingest.capture.url IS 'The URL that was asked for.';
COMMENT ON COLUMN ingest.capture.status IS 'HTTP status; NULL where there was no answer.';
COMMENT ON COLUMN ingest.capture.reason IS 'Why it was refused or failed; NULL otherwise.';
COMMENT ON COLUMN ingest.capture.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN ingest.capture.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN ingest.capture.fetch_ms IS 'From the request to the answer, milliseconds; 0 where unknown.';
COMMENT ON COLUMN ingest.capture.file IS 'Below the captures'' place; NULL where nothing was received, and where it has expired (listings, robots.txt and probes).';
COMMENT ON COLUMN ingest.capture.file_offset IS 'Byte at which its record begins in file.';
COMMENT ON COLUMN ingest.capture.file_bytes IS 'Bytes of its record in file.';
COMMENT ON COLUMN ingest.capture.payload_sha256 IS 'SHA-256 of the body as it was sent, before content-decoding.';
COMMENT ON COLUMN ingest.capture.revisit_of IS 'The capture whose record holds the body: this one had the same, so its own record holds the head alone. NULL: it is kept whole.';
CREATE INDEX capture_of_run ON ingest.capture (run_id); -- the counts of a run

CREATE TABLE ingest.article (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    post_id bigint,
    path text NOT NULL,
    revision int NOT NULL,
    first_seen_at timestamptz NOT NULL,
    is_live boolean NOT NULL,
    gone_at timestamptz,
    CONSTRAINT an_article_that_is_gone_says_since_when CHECK (is_live = (gone_at IS NULL))
);
COMMENT ON TABLE ingest.article IS 'The thing with an identity; what it says lies in its revisions.';
COMMENT ON COLUMN ingest.article.id IS 'Ours; the smaller one survives a merge.';
COMMENT ON COLUMN ingest.article.site IS 'The site it belongs to.';
COMMENT ON COLUMN ingest.article.post_id IS 'WordPress''s number; NULL while none is known (the article is provisional).';
COMMENT ON COLUMN ingest.article.path IS 'Site-relative path under which it was recorded first; where it was met since, alias says.';
COMMENT ON COLUMN ingest.article.revision IS 'The current one: the greatest captured_at of the best origin.';
COMMENT ON COLUMN ingest.article.first_seen_at IS 'captured_at of its oldest capture.';
COMMENT ON COLUMN ingest.article.is_live IS 'Whether the site still shows it.';
COMMENT ON COLUMN ingest.article.gone_at IS 'When it was proven gone; NULL while it is live.';
CREATE UNIQUE INDEX article_has_one_post_id ON ingest.article (site, post_id); -- identity
CREATE INDEX article_of_site_by_first_sight ON ingest.article (site, first_seen_at); -- revisits_due

CREATE TABLE ingest.article_merge (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    into_id bigint NOT NULL REFERENCES ingest.article (id),
    merged_at timestamptz NOT NULL,
    CONSTRAINT the_smaller_id_survives CHECK (into_id < article_id)
);
COMMENT ON TABLE ingest.article_merge IS 'Articles that turned out to be another one. Their items and revisions stay as they were recorded.';
COMMENT ON COLUMN ingest.article_merge.article_id IS 'The one that is no article of its own any more.';
COMMENT ON COLUMN ingest.article_merge.into_id IS 'The one that it is: never one that was merged itself.';
COMMENT ON COLUMN ingest.article_merge.merged_at IS 'When that was committed, on the clock of the run.';
CREATE INDEX article_merge_into ON ingest.article_merge (into_id); -- the captures of an article

CREATE TABLE ingest.alias (
    site text NOT NULL REFERENCES ingest.site (name),
    path text NOT NULL,
    article_id bigint NOT NULL REFERENCES ingest.article (id),
    from_at timestamptz NOT NULL,
    to_at timestamptz,
    PRIMARY KEY (site, path, article_id)
);
COMMENT ON TABLE ingest.alias IS 'A path under which an article was met. It belongs to one article at a time.';
COMMENT ON COLUMN ingest.alias.site IS 'The site of the path.';
COMMENT ON COLUMN ingest.alias.path IS 'Site-relative, canonical.';
COMMENT ON COLUMN ingest.alias.article_id IS 'Whose it is, or was.';
COMMENT ON COLUMN ingest.alias.from_at IS 'captured_at of the first capture that met the article here.';
COMMENT ON COLUMN ingest.alias.to_at IS 'captured_at of the first capture that met another article here after the last that met this one; NULL while it is this one''s.';
CREATE UNIQUE INDEX alias_belongs_to_one_article ON ingest.alias (site, path)
WHERE to_at IS NULL; -- identity, related links
CREATE INDEX alias_of_article ON ingest.alias (article_id); -- where an article has been

CREATE TABLE ingest.revision (
    article_id bigint NOT NULL REFERENCES ingest.article (id),
    revision int NOT NULL,
    cause ingest.cause NOT NULL,
    origin ingest.origin NOT NULL,
    url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    blocks jsonb NOT NULL,
    section text,
    dateline_place text,
    place text,
    authors text[] NOT NULL,
    tags text[] NOT NULL,
    lead_image_url text,
    language text NOT NULL,
    published_at timestamptz,
    modified_at timestamptz,
    captured_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    capture_id uuid NOT NULL REFERENCES ingest.capture (id),
    extractor_version text NOT NULL,
    content_sha256 bytea NOT NULL,
    replaced_at timestamptz,
    PRIMARY KEY (article_id, revision),
    CONSTRAINT revisions_count_from_one CHECK (revision >= 1)
);
COMMENT ON TABLE ingest.revision IS 'One content of an article. Append-only.';
COMMENT ON COLUMN ingest.revision.article_id IS 'Whose content.';
COMMENT ON COLUMN ingest.revision.revision IS 'Counts from 1 in the order of recording; never changes.';
COMMENT ON COLUMN ingest.revision.cause IS 'Why it was recorded: first, edit, correction, better_origin or return.';
COMMENT ON COLUMN ingest.revision.origin IS 'What it was extracted from: an HTML page, the REST interface, or plain text.';
COMMENT ON COLUMN ingest.revision.url IS 'Canonical, absolute.';
COMMENT ON COLUMN ingest.revision.title IS 'The headline.';
COMMENT ON COLUMN ingest.revision.body IS 'Paragraphs, headings, list items, quotes and table rows in order, joined by a blank line.';
COMMENT ON COLUMN ingest.revision.blocks IS 'The body''s blocks with their kinds; captions and embeds stand here only.';
COMMENT ON COLUMN ingest.revision.section IS 'Path of the section, such as internasional/iran; NULL where unknown.';
COMMENT ON COLUMN ingest.revision.dateline_place IS 'Place of the dateline as written; NULL where there is none.';
COMMENT ON COLUMN ingest.revision.place IS 'Its normal form; NULL where there is none.';
COMMENT ON COLUMN ingest.revision.authors IS 'As stated, in order; empty where none is.';
COMMENT ON COLUMN ingest.revision.tags IS 'As stated, in order; empty where none is.';
COMMENT ON COLUMN ingest.revision.lead_image_url IS 'Absolute; NULL where there is none.';
COMMENT ON COLUMN ingest.revision.language IS 'BCP 47.';
COMMENT ON COLUMN ingest.revision.published_at IS 'As the site states it; NULL where it does not.';
COMMENT ON COLUMN ingest.revision.modified_at IS 'As the site stated it when this content was first seen; it is no content itself.';
COMMENT ON COLUMN ingest.revision.captured_at IS 'When the site first showed this content.';
COMMENT ON COLUMN ingest.revision.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN ingest.revision.capture_id IS 'The capture it was extracted from.';
COMMENT ON COLUMN ingest.revision.extractor_version IS 'Of the extractor that read it: a number that is raised by hand whenever the same bytes may give another result.';
COMMENT ON COLUMN ingest.revision.content_sha256 IS 'SHA-256 of the content: path, title, body, blocks, section, authors, tags, lead image, language and publication time.';
COMMENT ON COLUMN ingest.revision.replaced_at IS 'When a newer extractor''s reading took the place of this one; NULL while it counts.';
CREATE INDEX revision_by_content ON ingest.revision (content_sha256); -- which contents are stored already
-- Newest first, and spans of time: warta.articles, warta.status, warta.freshness.
CREATE INDEX revision_by_publication ON ingest.revision (published_at);

CREATE TABLE ingest.item (
    run_id uuid NOT NULL REFERENCES ingest.run (id),
    capture_id uuid NOT NULL REFERENCES ingest.capture (id),
    position int NOT NULL,
    outcome ingest.outcome NOT NULL,
    url text NOT NULL,
    paths text[] NOT NULL,
    article_id bigint REFERENCES ingest.article (id),
    revision int,
    origin ingest.origin,
    captured_at timestamptz NOT NULL,
    modified_at timestamptz,
    content_sha256 bytea,
    reasons text[] NOT NULL,
    replaced_at timestamptz,
    PRIMARY KEY (capture_id, position, run_id)
);
COMMENT ON TABLE ingest.item IS 'What a capture yielded, and what became of it: exactly one outcome each.';
COMMENT ON COLUMN ingest.item.run_id IS 'The run it was counted in.';
COMMENT ON COLUMN ingest.item.capture_id IS 'The capture that yielded it.';
COMMENT ON COLUMN ingest.item.position IS 'Among the items of the capture, from 1.';
COMMENT ON COLUMN ingest.item.outcome IS 'What became of it.';
COMMENT ON COLUMN ingest.item.url IS 'The URL that was asked for.';
COMMENT ON COLUMN ingest.item.paths IS 'Site-relative, all under which the capture met the page, the canonical one first.';
COMMENT ON COLUMN ingest.item.article_id IS 'The article it was recorded for, which may have been merged since; NULL where it is none.';
COMMENT ON COLUMN ingest.item.revision IS 'The revision of that article that it made; NULL where it made none.';
COMMENT ON COLUMN ingest.item.origin IS 'What it was extracted from; NULL where it is no article.';
COMMENT ON COLUMN ingest.item.captured_at IS 'As of its capture.';
COMMENT ON COLUMN ingest.item.modified_at IS 'As the page stated it.';
COMMENT ON COLUMN ingest.item.content_sha256 IS 'Of the content it showed; NULL where it is no article.';
COMMENT ON COLUMN ingest.item.reasons IS 'Codes that explain a quarantine, a refusal, a non-article, or why an edit may be a correction (previous_capture_unreadable); else empty.';
COMMENT ON COLUMN ingest.item.replaced_at IS 'When a newer extractor''s reading of the capture took the place of this one; NULL while it counts.';
CREATE INDEX item_of_article ON ingest.item (article_id, captured_at); -- the sequence of contents
CREATE INDEX item_of_run ON ingest.item (run_id); -- the counts of a run
CREATE INDEX item_in_quarantine ON ingest.item (captured_at) WHERE outcome = 'quarantined'; -- warta.quarantine
-- kept_parts; a small part of the items
CREATE INDEX item_of_part ON ingest.item ((paths[1])) WHERE outcome = 'page_part';

CREATE TABLE ingest.sighting (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    last_seen_at timestamptz NOT NULL
) WITH (fillfactor = 70);
COMMENT ON TABLE ingest.sighting IS 'When an article was last seen alive. Apart, because it changes without being content.';
COMMENT ON COLUMN ingest.sighting.article_id IS 'The article.';
COMMENT ON COLUMN ingest.sighting.last_seen_at IS 'captured_at of the newest capture that showed it.';

CREATE TABLE ingest.related_link (
    article_id bigint NOT NULL REFERENCES ingest.article (id),
    position int NOT NULL,
    marker text NOT NULL,
    title text NOT NULL,
    url text,
    target_path text,
    PRIMARY KEY (article_id, position)
);
COMMENT ON TABLE ingest.related_link IS 'A link to another article that stood within the text ("Baca Juga"), as the newest capture shows it.';
COMMENT ON COLUMN ingest.related_link.article_id IS 'The article that holds the link.';
COMMENT ON COLUMN ingest.related_link.position IS 'Among the links of the article, from 1.';
COMMENT ON COLUMN ingest.related_link.marker IS 'The words that open it, as written.';
COMMENT ON COLUMN ingest.related_link.title IS 'The headline it shows.';
COMMENT ON COLUMN ingest.related_link.url IS 'Where it leads; NULL where the text has no link.';
COMMENT ON COLUMN ingest.related_link.target_path IS 'Site-relative path of url, canonical; NULL where it leads elsewhere.';
CREATE INDEX related_link_to_path ON ingest.related_link (target_path); -- what links to an article

CREATE TABLE ingest.removed_block (
    article_id bigint NOT NULL,
    revision int NOT NULL,
    position int NOT NULL,
    rule text NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (article_id, revision, position),
    FOREIGN KEY (article_id, revision) REFERENCES ingest.revision (article_id, revision)
);
COMMENT ON TABLE ingest.removed_block IS 'What was stripped from a page, and by which rule.';
COMMENT ON COLUMN ingest.removed_block.article_id IS 'The article.';
COMMENT ON COLUMN ingest.removed_block.revision IS 'The revision whose capture held it.';
COMMENT ON COLUMN ingest.removed_block.position IS 'Among the removed blocks of the revision, from 1.';
COMMENT ON COLUMN ingest.removed_block.rule IS 'Name of the rule that took it.';
COMMENT ON COLUMN ingest.removed_block.text IS 'Its text.';

CREATE TABLE ingest.change_counter (
    is_only boolean PRIMARY KEY DEFAULT TRUE,
    last_seq bigint NOT NULL,
    CONSTRAINT there_is_one_counter CHECK (is_only)
);
COMMENT ON TABLE ingest.change_counter IS 'One row: its lock puts the numbers of the change feed in the order of the commits.';
COMMENT ON COLUMN ingest.change_counter.is_only IS 'Always true.';
COMMENT ON COLUMN ingest.change_counter.last_seq IS 'The number given last.';
INSERT INTO ingest.change_counter (last_seq) VALUES (0);

-- No foreign key: articles that are removed leave their table, and the feed keeps their numbers.
CREATE TABLE ingest.change (
    seq bigint PRIMARY KEY,
    article_id bigint NOT NULL,
    revision int,
    operation ingest.operation NOT NULL,
    fields text[] NOT NULL,
    changed_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.change IS 'The change feed. Never pruned.';
COMMENT ON COLUMN ingest.change.seq IS 'From 1, without gaps, in the order of the commits.';
COMMENT ON COLUMN ingest.change.article_id IS 'What changed: an article, or one that was merged or forgotten since.';
COMMENT ON COLUMN ingest.change.revision IS 'The revision that it made; NULL where it made none.';
COMMENT ON COLUMN ingest.change.operation IS 'What happened.';
COMMENT ON COLUMN ingest.change.fields IS 'The columns that differ from the content before; empty where nothing came before, and for a merge.';
COMMENT ON COLUMN ingest.change.changed_at IS 'When it was committed, on the clock of the run.';
-- What happened to an article beside its revisions: warta.as_of. A small part of the feed.
CREATE INDEX change_without_revision ON ingest.change (article_id, seq) WHERE revision IS NULL;

CREATE TABLE ingest.tombstone (
    article_id bigint PRIMARY KEY,
    site text NOT NULL REFERENCES ingest.site (name),
    post_id bigint,
    path_sha256 bytea[] NOT NULL,
    reason text NOT NULL,
    forgotten_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.tombstone IS 'An article that was removed on request: what is needed to know it again, and nothing of what it said.';
COMMENT ON COLUMN ingest.tombstone.article_id IS 'The number that it had; never used again.';
COMMENT ON COLUMN ingest.tombstone.site IS 'The site that it was of.';
COMMENT ON COLUMN ingest.tombstone.post_id IS 'WordPress''s number; NULL where it was never known.';
COMMENT ON COLUMN ingest.tombstone.path_sha256 IS 'SHA-256 of each path under which it was met, UTF-8: paths say what titles say.';
COMMENT ON COLUMN ingest.tombstone.reason IS 'Why it was removed, as whoever did it put it.';
COMMENT ON COLUMN ingest.tombstone.forgotten_at IS 'When it was removed.';
CREATE INDEX tombstone_of_site ON ingest.tombstone (site); -- what must not come back

CREATE TABLE ingest.excision (
    file text NOT NULL,
    capture_id uuid NOT NULL,
    replacement text,
    PRIMARY KEY (file, capture_id)
);
COMMENT ON TABLE ingest.excision IS 'Records that are still to be cut out of WARC files, because their articles were removed. Empty but for a removal that was interrupted.';
COMMENT ON COLUMN ingest.excision.file IS 'The file, below the captures'' place.';
COMMENT ON COLUMN ingest.excision.capture_id IS 'The capture whose record must go.';
COMMENT ON COLUMN ingest.excision.replacement IS 'The file without it, to which all others of its captures point by now: only the old file is left to remove. NULL: it has not been written.';
