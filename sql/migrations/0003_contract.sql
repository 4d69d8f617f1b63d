-- The contract, version 1: what consumers read. Additive changes keep the number.

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
    revision.extractor_version
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
    revision.extractor_version
FROM ingest.revision
CROSS JOIN LATERAL (
    -- Looked up by article, so that joining a few revisions costs a few look-ups. Captures of the
    -- same instant stand in the order of their hashes: any order will do that is always the same.
    SELECT
        NOT EXISTS (
            SELECT FROM ingest.revision AS other
            WHERE other.article_id = revision.article_id AND other.origin > revision.origin
        ) AND coalesce((
            SELECT other.content_sha256
            FROM ingest.revision AS other
            WHERE
                other.article_id = revision.article_id
                AND other.origin = revision.origin
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
COMMENT ON COLUMN warta.revisions.valid_from IS 'When the site first showed this content; NULL where a better origin, or an older capture of the same content, has taken its place.';
COMMENT ON COLUMN warta.revisions.valid_to IS 'When the site first showed the next one; NULL for the current one, and where valid_from is NULL.';
COMMENT ON COLUMN warta.revisions.captured_at IS 'When the site showed the capture that this was read from.';
COMMENT ON COLUMN warta.revisions.recorded_at IS 'When it was committed here.';
COMMENT ON COLUMN warta.revisions.content_sha256 IS 'SHA-256 of the content, in hexadecimal.';
COMMENT ON COLUMN warta.revisions.origin IS 'What it was extracted from: html, rest or text.';
COMMENT ON COLUMN warta.revisions.capture_id IS 'The capture it was extracted from: a WARC-Record-ID, unless it came as a plain file.';
COMMENT ON COLUMN warta.revisions.cause IS 'first, edit, correction, better_origin or return.';
COMMENT ON COLUMN warta.revisions.extractor_version IS 'Of the extractor that read it.';

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

CREATE VIEW warta.sections AS
SELECT
    articles.site,
    articles.section,
    count(*) AS articles,
    max(articles.published_at) AS newest_at
FROM warta.articles
WHERE articles.section IS NOT NULL
GROUP BY articles.site, articles.section;
COMMENT ON VIEW warta.sections IS 'The sections that articles stand in.';
COMMENT ON COLUMN warta.sections.site IS 'The publication.';
COMMENT ON COLUMN warta.sections.section IS 'Path of the section, such as internasional/iran.';
COMMENT ON COLUMN warta.sections.articles IS 'How many articles stand in it, those below it not counted.';
COMMENT ON COLUMN warta.sections.newest_at IS 'When the newest of them was published.';

CREATE VIEW warta.tags AS
SELECT
    articles.site,
    tag,
    count(*) AS articles
FROM warta.articles
CROSS JOIN LATERAL unnest(articles.tags) AS tag
GROUP BY articles.site, tag;
COMMENT ON VIEW warta.tags IS 'The tags that articles bear.';
COMMENT ON COLUMN warta.tags.site IS 'The publication.';
COMMENT ON COLUMN warta.tags.tag IS 'As stated.';
COMMENT ON COLUMN warta.tags.articles IS 'How many articles bear it.';

CREATE VIEW warta.authors AS
SELECT
    articles.site,
    author,
    count(*) AS articles
FROM warta.articles
CROSS JOIN LATERAL unnest(articles.authors) AS author
GROUP BY articles.site, author;
COMMENT ON VIEW warta.authors IS 'The authors that articles name.';
COMMENT ON COLUMN warta.authors.site IS 'The publication.';
COMMENT ON COLUMN warta.authors.author IS 'As stated.';
COMMENT ON COLUMN warta.authors.articles IS 'How many articles name them.';

CREATE VIEW warta.runs AS
SELECT
    run.id,
    run.site,
    run.flow,
    run.state::text AS state,
    run.reason,
    run.started_at,
    run.ended_at,
    run.heartbeat_at,
    run.requests,
    (
        SELECT coalesce(jsonb_object_agg(counted.state, counted.captures), '{}')
        FROM (
            SELECT
                capture.state,
                count(*) AS captures
            FROM ingest.capture
            WHERE capture.run_id = run.id
            GROUP BY capture.state
        ) AS counted
    ) AS captures,
    (
        SELECT coalesce(jsonb_object_agg(counted.outcome, counted.items), '{}')
        FROM (
            SELECT
                item.outcome,
                count(*) AS items
            FROM ingest.item
            WHERE item.run_id = run.id
            GROUP BY item.outcome
        ) AS counted
    ) AS outcomes
FROM ingest.run;
COMMENT ON VIEW warta.runs IS 'What warta did, run by run.';
COMMENT ON COLUMN warta.runs.id IS 'Also in the warcinfo record of the WARC segments it made.';
COMMENT ON COLUMN warta.runs.site IS 'The publication it was about.';
COMMENT ON COLUMN warta.runs.flow IS 'ingest or import.';
COMMENT ON COLUMN warta.runs.state IS 'running, ok, degraded (something was left undone) or failed.';
COMMENT ON COLUMN warta.runs.reason IS 'Why it ended as it did; NULL while it runs.';
COMMENT ON COLUMN warta.runs.started_at IS 'When it began.';
COMMENT ON COLUMN warta.runs.ended_at IS 'When it ended; NULL while it runs.';
COMMENT ON COLUMN warta.runs.heartbeat_at IS 'When it last showed that it is alive.';
COMMENT ON COLUMN warta.runs.requests IS 'Requests made to the site.';
COMMENT ON COLUMN warta.runs.captures IS 'How many captures it recorded, by state.';
COMMENT ON COLUMN warta.runs.outcomes IS 'What became of the items in them, by outcome.';

CREATE VIEW warta.quarantine AS
SELECT
    item.capture_id,
    item.position,
    capture.site,
    item.url,
    item.reasons,
    item.captured_at,
    capture.file,
    capture.file_offset,
    item.run_id
FROM ingest.item
INNER JOIN ingest.capture ON capture.id = item.capture_id
WHERE item.outcome = 'quarantined';
COMMENT ON VIEW warta.quarantine IS 'Pages that could not be understood with certainty. Nothing of them was loaded; their captures are kept.';
COMMENT ON COLUMN warta.quarantine.capture_id IS 'The capture.';
COMMENT ON COLUMN warta.quarantine.position IS 'Among the items of the capture, from 1.';
COMMENT ON COLUMN warta.quarantine.site IS 'The publication.';
COMMENT ON COLUMN warta.quarantine.url IS 'The URL that was asked for.';
COMMENT ON COLUMN warta.quarantine.reasons IS 'Why: codes of the extractor''s checks.';
COMMENT ON COLUMN warta.quarantine.captured_at IS 'When the site showed it.';
COMMENT ON COLUMN warta.quarantine.file IS 'Where the capture lies, below the captures'' folder.';
COMMENT ON COLUMN warta.quarantine.file_offset IS 'Byte at which its record begins in file.';
COMMENT ON COLUMN warta.quarantine.run_id IS 'The run that met it.';

CREATE VIEW warta.status AS
SELECT
    site.name AS site,
    last_run.state,
    last_run.reason,
    last_run.started_at AS run_started_at,
    (
        SELECT count(*) FROM warta.articles
        WHERE articles.site = site.name
    ) AS articles,
    (
        SELECT max(articles.published_at) FROM warta.articles
        WHERE articles.site = site.name
    ) AS newest_at,
    (
        SELECT count(*)
        FROM ingest.found
        WHERE
            found.site = site.name
            AND found.is_wanted
            AND (found.fetched_at IS NULL OR found.fetched_at < found.listed_at)
    ) AS due
FROM ingest.site
LEFT JOIN LATERAL (
    SELECT
        run.state::text AS state,
        run.reason,
        run.started_at
    FROM ingest.run
    WHERE run.site = site.name
    ORDER BY run.started_at DESC
    LIMIT 1
) AS last_run ON TRUE;
COMMENT ON VIEW warta.status IS 'How things stand, a row for each site.';
COMMENT ON COLUMN warta.status.site IS 'The publication.';
COMMENT ON COLUMN warta.status.state IS 'Of the last run; NULL before the first.';
COMMENT ON COLUMN warta.status.reason IS 'Why the last run ended as it did.';
COMMENT ON COLUMN warta.status.run_started_at IS 'When the last run began.';
COMMENT ON COLUMN warta.status.articles IS 'How many articles are stored.';
COMMENT ON COLUMN warta.status.newest_at IS 'When the newest stored article was published.';
COMMENT ON COLUMN warta.status.due IS 'How many listed articles wait to be fetched.';

CREATE FUNCTION warta.search(query text, max_results int DEFAULT 20)
RETURNS TABLE (
    article_id bigint,
    rank real,
    title text,
    headline text,
    section text,
    published_at timestamptz,
    url text
)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH asked AS (
        SELECT websearch_to_tsquery('ingest.indonesian', search.query) AS words
    ),

    matched AS (
        SELECT
            document.article_id,
            document.revision,
            ts_rank_cd(document.document, asked.words) AS rank
        FROM ingest.search_document AS document
        CROSS JOIN asked
        WHERE document.document @@ asked.words
        ORDER BY rank DESC, document.article_id DESC
        LIMIT search.max_results
    )

    SELECT
        matched.article_id,
        matched.rank,
        revision.title,
        ts_headline(
            'ingest.indonesian', revision.body, asked.words,
            'StartSel=«, StopSel=», MaxFragments=2, MaxWords=18, MinWords=8,'
            'FragmentDelimiter=" … "'
        ) AS headline,
        revision.section,
        revision.published_at,
        revision.url
    FROM matched
    CROSS JOIN asked
    INNER JOIN ingest.revision
        ON revision.article_id = matched.article_id AND revision.revision = matched.revision
    ORDER BY matched.rank DESC, matched.article_id DESC;
END;
COMMENT ON FUNCTION warta.search IS 'Articles that match a query, best first. Words are stemmed in Indonesian; "quoted phrases", or and - work as in a web search. Matches stand between « and ».';
