-- The contract, version 1: what consumers read. Additive changes keep the number. Here: articles, and
-- all that they ever said.

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
COMMENT ON COLUMN warta.articles.url IS 'Canonical and absolute. Of a plain text that was imported without its address, one made of its letters (/?import=…), at which no page is.';
COMMENT ON COLUMN warta.articles.section IS 'Path of the section, such as internasional/iran; NULL where unknown. With those below: section = ''internasional'' OR section LIKE ''internasional/%''.';
COMMENT ON COLUMN warta.articles.title IS 'The headline.';
COMMENT ON COLUMN warta.articles.body IS 'Paragraphs, headings, list items, quotes and table rows (cells joined by " | ") in order, joined by a blank line.';
COMMENT ON COLUMN warta.articles.blocks IS 'The same as an array of objects with their kind; captions and embeds stand here only.';
COMMENT ON COLUMN warta.articles.dateline_place IS 'Place of the dateline as written (Sanaa); NULL where there is none.';
COMMENT ON COLUMN warta.articles.place IS 'Its normal form (Sana’a); NULL where there is none.';
COMMENT ON COLUMN warta.articles.authors IS 'As stated, in order; empty where none is stated. An index finds authors @> ARRAY[''Redaksi''], not ''Redaksi'' = ANY (authors).';
COMMENT ON COLUMN warta.articles.tags IS 'As stated, in order; empty where none is stated. An index finds tags @> ARRAY[''yaman''].';
COMMENT ON COLUMN warta.articles.lead_image_url IS 'Absolute; NULL where there is none.';
COMMENT ON COLUMN warta.articles.language IS 'BCP 47.';
COMMENT ON COLUMN warta.articles.published_at IS 'As the site states it; NULL where it does not (ORDER BY published_at DESC NULLS LAST puts these last). An instant: shown, and cut into days, in the time zone of your session (warta sql sets Asia/Jakarta; elsewhere SET TimeZone = ''Asia/Jakarta'').';
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
    article.site,
    article.post_id,
    revision.replaced_at
FROM ingest.revision
-- each has one: so written, nobody pays for it who does not ask
LEFT JOIN ingest.article ON article.id = revision.article_id
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
COMMENT ON COLUMN warta.revisions.modified_at IS 'As the site stated it when this content was first seen; NULL where it did not.';
COMMENT ON COLUMN warta.revisions.valid_from IS 'When the site first showed this content; NULL where a better origin, an older capture of the same content, or a newer extractor''s reading has taken its place.';
COMMENT ON COLUMN warta.revisions.valid_to IS 'When the site first showed the next one; NULL for the current one, and where valid_from is NULL.';
COMMENT ON COLUMN warta.revisions.captured_at IS 'When the site showed the capture that this was read from.';
COMMENT ON COLUMN warta.revisions.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN warta.revisions.content_sha256 IS 'SHA-256 of the content, in hexadecimal.';
COMMENT ON COLUMN warta.revisions.origin IS 'What it was extracted from: html, rest or text.';
COMMENT ON COLUMN warta.revisions.capture_id IS 'The capture it was extracted from: a WARC-Record-ID, unless it came as a plain file.';
COMMENT ON COLUMN warta.revisions.cause IS 'Why it was recorded: first (nothing that was known by then came before it: so has each of two, where a capture from before the first came late); edit (the site says something else); correction (a newer extractor reads the same page otherwise); better_origin (html after rest or text). return is reserved.';
COMMENT ON COLUMN warta.revisions.extractor_version IS 'Of the extractor that read it.';
COMMENT ON COLUMN warta.revisions.site IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.post_id IS 'As in articles; NULL where the article was merged into another.';
COMMENT ON COLUMN warta.revisions.replaced_at IS 'When a newer extractor''s reading of the same captures took the place of this one; NULL while it counts.';
