-- What became of what was captured: one outcome for each item, and what a new extractor on trial would
-- make of it; what changed of articles, in a feed; and what is left of those that were removed on
-- request.

CREATE TYPE ingest.outcome AS ENUM (
    'inserted', 'revised', 'corrected', 'unchanged', 'moved', 'gone', 'returned', 'merged',
    'page_part', 'not_article', 'quarantined', 'duplicate_capture', 'older_capture'
);

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
    doubted_sha256 bytea,
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
COMMENT ON COLUMN ingest.item.modified_at IS 'As the page stated it; NULL where it did not.';
COMMENT ON COLUMN ingest.item.content_sha256 IS 'Of the content it showed; NULL where it is no article.';
COMMENT ON COLUMN ingest.item.reasons IS 'Codes that explain a quarantine, a refusal, a non-article, why an edit may be a correction (previous_capture_unreadable), or why an article is known by its address alone (post_id_disagrees); else empty.';
COMMENT ON COLUMN ingest.item.replaced_at IS 'When a newer extractor''s reading of the capture took the place of this one; NULL while it counts.';
COMMENT ON COLUMN ingest.item.doubted_sha256 IS 'SHA-256 of the text of a page that may show something else than its article, by which it is known at other addresses; NULL where nothing is in doubt.';
CREATE INDEX item_of_article ON ingest.item (article_id, captured_at); -- the sequence of contents
CREATE INDEX item_of_run ON ingest.item (run_id); -- the counts of a run
CREATE INDEX item_in_quarantine ON ingest.item (captured_at) WHERE outcome = 'quarantined'; -- warta.quarantine
-- seen_alike; a small part of the items
CREATE INDEX item_in_doubt ON ingest.item (doubted_sha256, (paths[1]))
WHERE doubted_sha256 IS NOT NULL;
-- kept_parts; a small part of the items
CREATE INDEX item_of_part ON ingest.item ((paths[1])) WHERE outcome = 'page_part';

CREATE TABLE ingest.sighting (
    article_id bigint PRIMARY KEY REFERENCES ingest.article (id),
    last_seen_at timestamptz NOT NULL
) WITH (fillfactor = 70);
COMMENT ON TABLE ingest.sighting IS 'When an article was last seen alive. Apart, because it changes without being content.';
COMMENT ON COLUMN ingest.sighting.article_id IS 'The article.';
COMMENT ON COLUMN ingest.sighting.last_seen_at IS 'captured_at of the newest capture that showed it.';

CREATE TABLE ingest.shadow (
    reader text NOT NULL,
    capture_id uuid NOT NULL REFERENCES ingest.capture (id) ON DELETE CASCADE,
    site text NOT NULL REFERENCES ingest.site (name),
    classes text[] NOT NULL,
    sha256_before bytea,
    sha256_after bytea,
    version_before text,
    promoted_at timestamptz,
    PRIMARY KEY (reader, capture_id)
);
COMMENT ON TABLE ingest.shadow IS 'What an extractor that is on trial makes of a capture, beside what the archive says. Worked out anew at will.';
COMMENT ON COLUMN ingest.shadow.reader IS 'The extractor: its version, and a digest of all that it depends on.';
COMMENT ON COLUMN ingest.shadow.capture_id IS 'The capture that it has read.';
COMMENT ON COLUMN ingest.shadow.site IS 'The site of the capture.';
COMMENT ON COLUMN ingest.shadow.classes IS 'In what the two differ: title, paragraph_added, lost …; empty where they say the same.';
COMMENT ON COLUMN ingest.shadow.sha256_before IS 'Of the content that the archive had read from the capture; NULL where that was no article.';
COMMENT ON COLUMN ingest.shadow.sha256_after IS 'Of the content that this extractor reads from it; NULL where that is no article.';
COMMENT ON COLUMN ingest.shadow.version_before IS 'Of the extractor that read sha256_before; NULL where the two say the same, or nobody knows.';
COMMENT ON COLUMN ingest.shadow.promoted_at IS 'When what this extractor reads was loaded; NULL before.';
CREATE INDEX shadow_of_capture ON ingest.shadow (capture_id); -- a capture that is removed
CREATE INDEX shadow_that_differs ON ingest.shadow (site, reader)
WHERE classes <> '{}' AND promoted_at IS NULL; -- what would change

CREATE TYPE ingest.operation AS ENUM (
    'insert', 'edit', 'correct', 'move', 'gone', 'return', 'merge', 'forget'
);

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
    changed_at timestamptz NOT NULL,
    current_revision int
);
COMMENT ON TABLE ingest.change IS 'The change feed. Never pruned.';
COMMENT ON COLUMN ingest.change.seq IS 'From 1, without gaps, in the order of the commits.';
COMMENT ON COLUMN ingest.change.article_id IS 'What changed: an article, or one that was merged or forgotten since.';
COMMENT ON COLUMN ingest.change.revision IS 'The revision that it made; NULL where it made none.';
COMMENT ON COLUMN ingest.change.operation IS 'What happened.';
COMMENT ON COLUMN ingest.change.fields IS 'The columns that differ from the content before; empty where nothing came before, and for a merge.';
COMMENT ON COLUMN ingest.change.changed_at IS 'When it was committed, on the clock of the run.';
COMMENT ON COLUMN ingest.change.current_revision IS 'The revision that the article stood at when this was committed; NULL where it was none any more.';
CREATE INDEX change_of_article ON ingest.change (article_id, seq); -- warta.changes, warta.as_of
CREATE INDEX change_by_time ON ingest.change (changed_at); -- warta.changes

CREATE TABLE ingest.tombstone (
    id uuid PRIMARY KEY,
    article_id bigint UNIQUE,
    site text NOT NULL,
    post_id bigint,
    path_sha256 bytea[] NOT NULL,
    reason text NOT NULL,
    forgotten_at timestamptz NOT NULL
);
COMMENT ON TABLE ingest.tombstone IS 'An article that was removed on request: what is needed to know it again, and nothing of what it said. The same stands beside the captures (forgotten/ID.json), for a database that does not know it.';
COMMENT ON COLUMN ingest.tombstone.id IS 'What the file beside the captures is called by.';
COMMENT ON COLUMN ingest.tombstone.article_id IS 'The number that it had; never used again. NULL where it was removed from another database, or from this one as it was before a dump of it was restored.';
COMMENT ON COLUMN ingest.tombstone.site IS 'The site that it was of; one that this database has not met, maybe.';
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
