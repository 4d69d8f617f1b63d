-- Articles: what makes each the one that it is, the paths under which it was met, every content that
-- it was seen with, the links that stood within that, and what was stripped from it.

-- From the least to the most trusted, so that max() finds the best.
CREATE TYPE ingest.origin AS ENUM ('text', 'rest', 'html');
CREATE TYPE ingest.cause AS ENUM ('first', 'edit', 'correction', 'better_origin', 'return');

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
COMMENT ON COLUMN ingest.revision.modified_at IS 'As the site stated it when this content was first seen; NULL where it did not. It is no content itself.';
COMMENT ON COLUMN ingest.revision.captured_at IS 'When the site first showed this content.';
COMMENT ON COLUMN ingest.revision.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN ingest.revision.capture_id IS 'The capture it was extracted from.';
COMMENT ON COLUMN ingest.revision.extractor_version IS 'Of the extractor that read it: a number that is raised by hand whenever the same bytes may give another result; behind a dot, what WARTA_HOME/sites.toml adds to it.';
COMMENT ON COLUMN ingest.revision.content_sha256 IS 'SHA-256 of the content: path, title, body, blocks, section, authors, tags, lead image, language and publication time.';
COMMENT ON COLUMN ingest.revision.replaced_at IS 'When a newer extractor''s reading took the place of this one; NULL while it counts.';
CREATE INDEX revision_by_content ON ingest.revision (content_sha256); -- which contents are stored already
CREATE INDEX revision_by_recording ON ingest.revision (recorded_at); -- warta.revisions
-- Spans of time, and of some: warta.articles, warta.status, warta.freshness.
CREATE INDEX revision_by_publication ON ingest.revision (published_at);
-- What analysts ask of warta.articles: the newest whose time is known, and a section with its months
-- (both hold all that counting takes, so that it reads no texts); an author, a tag; an article by its
-- URL, which is long, and of which nobody asks for a range.
CREATE INDEX revision_newest_first
ON ingest.revision (published_at DESC NULLS LAST) INCLUDE (article_id, revision);
CREATE INDEX revision_of_section
ON ingest.revision (section, published_at) INCLUDE (article_id, revision);
CREATE INDEX revision_by_author ON ingest.revision USING gin (authors);
CREATE INDEX revision_by_tag ON ingest.revision USING gin (tags);
CREATE INDEX revision_by_url ON ingest.revision USING hash (url);

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
