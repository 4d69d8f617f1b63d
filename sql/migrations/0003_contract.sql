-- The contract, version 1: what consumers read. Additive changes keep the number. Here: articles and
-- what belongs to them.

CREATE SCHEMA warta;
COMMENT ON SCHEMA warta IS 'The contract of warta with its readers, version 1: views and functions to build on.';

CREATE FUNCTION warta.version() RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1;
COMMENT ON FUNCTION warta.version IS 'Version of the contract. Columns are added within a version; nothing is taken away or changes its meaning.';

CREATE VIEW warta.articles AS
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
COMMENT ON VIEW warta.articles IS 'Every article as it is now: one row each.';
COMMENT ON COLUMN warta.articles.id IS 'Number of the article in this database; never reused.';
COMMENT ON COLUMN warta.articles.site IS 'The publication, such as purnawarta.';
COMMENT ON COLUMN warta.articles.post_id IS 'WordPress''s number of the post; NULL while unknown.';
COMMENT ON COLUMN warta.articles.url IS 'Canonical and absolute.';
COMMENT ON COLUMN warta.articles.section IS 'Path of the section, such as internasional/iran; NULL where unknown.';
COMMENT ON COLUMN warta.articles.title IS 'The headline.';
COMMENT ON COLUMN warta.articles.body IS 'Paragraphs, headings, list items, quotes and table rows (cells joined by " | ") in order, joined by a blank line.';
COMMENT ON COLUMN warta.articles.blocks IS 'The same as an array of objects with their kind; captions and embeds stand here only.';
COMMENT ON COLUMN warta.articles.dateline_place IS 'Place of the dateline as written (Sana’a); NULL where there is none.';
COMMENT ON COLUMN warta.articles.place IS 'Its normal form (Sanaa); NULL where there is none.';
COMMENT ON COLUMN warta.articles.authors IS 'As stated, in order; empty where none is stated.';
COMMENT ON COLUMN warta.articles.tags IS 'As stated, in order; empty where none is stated.';
COMMENT ON COLUMN warta.articles.lead_image_url IS 'Absolute; NULL where there is none.';
COMMENT ON COLUMN warta.articles.language IS 'BCP 47.';
COMMENT ON COLUMN warta.articles.published_at IS 'As the site states it; NULL where it does not.';
COMMENT ON COLUMN warta.articles.modified_at IS 'As the site stated it when the current content was first seen; NULL where it did not.';
COMMENT ON COLUMN warta.articles.first_seen_at IS 'When the site first showed it to us.';
COMMENT ON COLUMN warta.articles.last_seen_at IS 'When the site last showed it to us.';
COMMENT ON COLUMN warta.articles.is_live IS 'Whether the site still shows it.';
COMMENT ON COLUMN warta.articles.gone_at IS 'When it was proven gone; NULL while it is live.';
COMMENT ON COLUMN warta.articles.origin IS 'What the current content was extracted from: html, rest or text.';
COMMENT ON COLUMN warta.articles.revision IS 'The current revision; counts from 1.';
COMMENT ON COLUMN warta.articles.extractor_version IS 'Of the extractor that read the current content.';
COMMENT ON COLUMN warta.articles.channel IS 'Which channel told of it first: feed, rest, sitemap or archive; NULL where none did, as of imports.';

CREATE VIEW warta.revisions AS
SELECT
    revision.article_id,
    revision.revision,
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
    CASE WHEN place_in_time.is_shown THEN revision.captured_at END AS valid_from,
    CASE WHEN place_in_time.is_shown THEN place_in_time.next_at END AS valid_to,
    revision.captured_at,
    revision.recorded_at,
    encode(revision.content_sha256, 'hex') AS content_sha256,
    revision.origin::text AS origin,
    revision.capture_id,
    revision.cause::text AS cause,
    revision.extractor_version,
    (
        SELECT article.site FROM ingest.article
        WHERE article.id = revision.article_id
    ) AS site,
    (
        SELECT article.post_id FROM ingest.article
        WHERE article.id = revision.article_id
    ) AS post_id,
    revision.replaced_at
FROM ingest.revision
CROSS JOIN LATERAL (
    -- Looked up by article, so that joining a few revisions costs a few look-ups. Captures of the
    -- same instant stand in the order of their hashes: any order will do that is always the same.
    SELECT
        revision.replaced_at IS NULL AND NOT EXISTS (
            SELECT FROM ingest.revision AS other
            WHERE
                other.article_id = revision.article_id
                AND other.origin > revision.origin
                AND other.replaced_at IS NULL
        ) AND coalesce((
            SELECT other.content_sha256
            FROM ingest.revision AS other
            WHERE
                other.article_id = revision.article_id
                AND other.origin = revision.origin
                AND other.replaced_at IS NULL
                AND (other.captured_at, other.content_sha256)
                < (revision.captured_at, revision.content_sha256)
            ORDER BY other.captured_at DESC, other.content_sha256 DESC
            LIMIT 1
        ) <> revision.content_sha256, TRUE) AS is_shown,
        (
            SELECT other.captured_at
            FROM ingest.revision AS other
            WHERE
                other.article_id = revision.article_id
                AND other.origin = revision.origin
                AND other.replaced_at IS NULL
                AND other.content_sha256 <> revision.content_sha256
                AND (other.captured_at, other.content_sha256)
                > (revision.captured_at, revision.content_sha256)
            ORDER BY other.captured_at ASC, other.content_sha256 ASC
            LIMIT 1
        ) AS next_at
) AS place_in_time;
COMMENT ON VIEW warta.revisions IS 'Every content that an article was ever seen with; the columns that articles has too mean the same.';
COMMENT ON COLUMN warta.revisions.article_id IS 'The article: articles.id.';
COMMENT ON COLUMN warta.revisions.revision IS 'Counts from 1 in the order of recording; never changes.';
COMMENT ON COLUMN warta.revisions.url IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.section IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.title IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.body IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.blocks IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.dateline_place IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.place IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.authors IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.tags IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.lead_image_url IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.language IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.published_at IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.modified_at IS 'As the site stated it when this content was first seen.';
COMMENT ON COLUMN warta.revisions.valid_from IS 'When the site first showed this content; NULL where a better origin, an older capture of the same content, or a newer extractor''s reading has taken its place.';
COMMENT ON COLUMN warta.revisions.valid_to IS 'When the site first showed the next one; NULL for the current one, and where valid_from is NULL.';
COMMENT ON COLUMN warta.revisions.captured_at IS 'When the site showed the capture that this was read from.';
COMMENT ON COLUMN warta.revisions.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN warta.revisions.content_sha256 IS 'SHA-256 of the content, in hexadecimal.';
COMMENT ON COLUMN warta.revisions.origin IS 'What it was extracted from: html, rest or text.';
COMMENT ON COLUMN warta.revisions.capture_id IS 'The capture it was extracted from: a WARC-Record-ID, unless it came as a plain file.';
COMMENT ON COLUMN warta.revisions.cause IS 'first, edit, correction, better_origin or return.';
COMMENT ON COLUMN warta.revisions.extractor_version IS 'Of the extractor that read it.';
COMMENT ON COLUMN warta.revisions.site IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.post_id IS 'As in articles; NULL where the article was merged into another.';
COMMENT ON COLUMN warta.revisions.replaced_at IS 'When a newer extractor''s reading of the same captures took the place of this one; NULL while it counts.';

CREATE VIEW warta.related_links AS
SELECT
    link.article_id,
    link.position,
    link.marker,
    link.title,
    link.url,
    alias.article_id AS target_article_id
FROM ingest.related_link AS link
INNER JOIN ingest.article ON article.id = link.article_id
LEFT JOIN ingest.alias
    ON alias.site = article.site AND alias.path = link.target_path AND alias.to_at IS NULL;
COMMENT ON VIEW warta.related_links IS 'The links to other articles that stood within the text ("Baca Juga"), as the newest capture shows them.';
COMMENT ON COLUMN warta.related_links.article_id IS 'The article that holds the link.';
COMMENT ON COLUMN warta.related_links.position IS 'Among the links of the article, from 1.';
COMMENT ON COLUMN warta.related_links.marker IS 'The words that open it, as written.';
COMMENT ON COLUMN warta.related_links.title IS 'The headline it shows.';
COMMENT ON COLUMN warta.related_links.url IS 'Where it leads; NULL where the text has no link.';
COMMENT ON COLUMN warta.related_links.target_article_id IS 'The article it leads to; NULL until that is known.';

CREATE VIEW warta.linked_from AS
SELECT
    alias.article_id,
    link.article_id AS from_article_id,
    link.position,
    link.marker,
    link.title
FROM ingest.related_link AS link
INNER JOIN ingest.article ON article.id = link.article_id
INNER JOIN ingest.alias
    ON alias.site = article.site AND alias.path = link.target_path AND alias.to_at IS NULL;
COMMENT ON VIEW warta.linked_from IS 'What links to an article ("Baca Juga"): related_links whose target is stored, seen from the target.';
COMMENT ON COLUMN warta.linked_from.article_id IS 'The article that is linked to.';
COMMENT ON COLUMN warta.linked_from.from_article_id IS 'The article that holds the link.';
COMMENT ON COLUMN warta.linked_from.position IS 'Among the links of that article, from 1.';
COMMENT ON COLUMN warta.linked_from.marker IS 'The words that open it, as written.';
COMMENT ON COLUMN warta.linked_from.title IS 'The headline it shows.';

CREATE VIEW warta.removed_blocks AS
SELECT
    removed.article_id,
    removed.revision,
    removed.position,
    removed.rule,
    removed.text
FROM ingest.removed_block AS removed;
COMMENT ON VIEW warta.removed_blocks IS 'What was stripped from the pages, and by which rule.';
COMMENT ON COLUMN warta.removed_blocks.article_id IS 'The article.';
COMMENT ON COLUMN warta.removed_blocks.revision IS 'The revision whose capture held it.';
COMMENT ON COLUMN warta.removed_blocks.position IS 'Among the removed blocks of the revision, from 1.';
COMMENT ON COLUMN warta.removed_blocks.rule IS 'Name of the rule that took it: related_link, comment_form and so on.';
COMMENT ON COLUMN warta.removed_blocks.text IS 'Its text; of readers'' comments the number only.';

CREATE VIEW warta.changes AS
SELECT
    change.seq,
    change.article_id,
    change.revision,
    change.operation::text AS operation,
    change.fields,
    change.changed_at
FROM ingest.change;
COMMENT ON VIEW warta.changes IS 'The change feed: read what is beyond the last seq you know. NOTIFY warta_changes tells of new rows.';
COMMENT ON COLUMN warta.changes.seq IS 'From 1, without gaps, in the order of the commits.';
COMMENT ON COLUMN warta.changes.article_id IS 'What changed.';
COMMENT ON COLUMN warta.changes.revision IS 'The revision that it made; NULL where it made none.';
COMMENT ON COLUMN warta.changes.operation IS 'insert, edit, correct, move, gone, return, merge or forget.';
COMMENT ON COLUMN warta.changes.fields IS 'The columns that differ from the content before; empty where nothing came before, and for a merge.';
COMMENT ON COLUMN warta.changes.changed_at IS 'When it was committed.';

CREATE VIEW warta.sightings AS
SELECT
    item.article_id,
    item.captured_at,
    item.capture_id,
    item.url,
    item.outcome::text AS outcome,
    CASE
        WHEN item.run_id = capture.run_id THEN capture.recorded_at
        ELSE (
            SELECT run.ended_at FROM ingest.run
            WHERE run.id = item.run_id
        )
    END AS recorded_at,
    item.replaced_at
FROM ingest.item
INNER JOIN ingest.capture ON capture.id = item.capture_id
WHERE item.article_id IS NOT NULL;
COMMENT ON VIEW warta.sightings IS 'Each time that a capture showed an article, whether it said something new or not.';
COMMENT ON COLUMN warta.sightings.article_id IS 'The article that it was recorded for; merged_articles says which one that is now.';
COMMENT ON COLUMN warta.sightings.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN warta.sightings.capture_id IS 'The capture: a WARC-Record-ID, unless it came as a plain file.';
COMMENT ON COLUMN warta.sightings.url IS 'The URL that was asked for.';
COMMENT ON COLUMN warta.sightings.outcome IS 'What became of it: inserted, revised, unchanged and so on.';
COMMENT ON COLUMN warta.sightings.recorded_at IS 'When it was committed; of a capture that was read again, when the run that did so ended. NULL while that runs.';
COMMENT ON COLUMN warta.sightings.replaced_at IS 'When a newer extractor''s reading of the capture took the place of this one; NULL while it counts.';

CREATE VIEW warta.merged_articles AS
SELECT
    article_merge.article_id,
    article_merge.into_id,
    article_merge.merged_at
FROM ingest.article_merge;
COMMENT ON VIEW warta.merged_articles IS 'Articles that turned out to be another one: they left articles, and changes says merge. Their revisions stay.';
COMMENT ON COLUMN warta.merged_articles.article_id IS 'The number that is in use no more.';
COMMENT ON COLUMN warta.merged_articles.into_id IS 'The article that it is.';
COMMENT ON COLUMN warta.merged_articles.merged_at IS 'When that was found, on the clock of the run.';

CREATE VIEW warta.forgotten_articles AS
SELECT
    tombstone.article_id,
    tombstone.site,
    tombstone.post_id,
    tombstone.reason,
    tombstone.forgotten_at
FROM ingest.tombstone;
COMMENT ON VIEW warta.forgotten_articles IS 'Articles that were removed on request: they left articles and revisions, and changes says forget.';
COMMENT ON COLUMN warta.forgotten_articles.article_id IS 'The number that is in use no more.';
COMMENT ON COLUMN warta.forgotten_articles.site IS 'The publication.';
COMMENT ON COLUMN warta.forgotten_articles.post_id IS 'WordPress''s number of the post; NULL where it was never known.';
COMMENT ON COLUMN warta.forgotten_articles.reason IS 'Why, as whoever removed it put it.';
COMMENT ON COLUMN warta.forgotten_articles.forgotten_at IS 'When.';
