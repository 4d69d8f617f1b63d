-- History: the change feed, each capture that showed an article, the articles that are no more, and the
-- archive as it was known at a time.

CREATE VIEW warta.changes AS
SELECT
    change.seq,
    change.article_id,
    change.revision,
    change.operation::text AS operation,
    change.fields,
    change.changed_at,
    change.current_revision
FROM ingest.change;
COMMENT ON VIEW warta.changes IS 'The change feed: read what is beyond the last seq you know, and keep its changed_at, too: where the feed has another at that seq, or none, the archive was begun anew or restored from a backup, and a copy has to be made anew. NOTIFY warta_changes tells of new rows.';
COMMENT ON COLUMN warta.changes.seq IS 'From 1, without gaps, in the order of the commits.';
COMMENT ON COLUMN warta.changes.article_id IS 'What changed.';
COMMENT ON COLUMN warta.changes.revision IS 'The revision that it made, which need not be the current one (an old capture may come late); NULL where it made none.';
COMMENT ON COLUMN warta.changes.operation IS 'insert, edit, correct, move, gone, return, merge or forget.';
COMMENT ON COLUMN warta.changes.fields IS 'The columns of the content that differ from the content before; empty where nothing came before, and where what the article says stayed the same (gone, return, merge, forget).';
COMMENT ON COLUMN warta.changes.changed_at IS 'When it was committed; never changes.';
COMMENT ON COLUMN warta.changes.current_revision IS 'The revision that articles showed once this was committed: what a copy has to say from here on. NULL where the article left articles (merge, forget).';

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
COMMENT ON COLUMN warta.forgotten_articles.article_id IS 'The number that is in use no more; NULL where another database removed it, and this one learned of that from the captures.';
COMMENT ON COLUMN warta.forgotten_articles.site IS 'The publication.';
COMMENT ON COLUMN warta.forgotten_articles.post_id IS 'WordPress''s number of the post; NULL where it was never known.';
COMMENT ON COLUMN warta.forgotten_articles.reason IS 'Why, as whoever removed it put it.';
COMMENT ON COLUMN warta.forgotten_articles.forgotten_at IS 'When.';

CREATE FUNCTION ingest.channel_by(article_id bigint, at timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        (
            SELECT found_by.channel
            FROM ingest.found_by
            WHERE
                found_by.site = article.site
                AND found_by.key IN ('id:' || article.post_id, article.path)
                AND found_by.first_listed_at <= channel_by.at
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
                AND ledger_entry.listed_at <= channel_by.at
            ORDER BY ledger_entry.key
            LIMIT 1
        )
    )
    FROM ingest.article
    WHERE article.id = channel_by.article_id;
END;
COMMENT ON FUNCTION ingest.channel_by IS 'Which channel had told first of an article by a time.';

CREATE FUNCTION warta.as_of(at timestamptz)
RETURNS TABLE (
    id bigint,
    site text,
    post_id bigint,
    url text,
    section text,
    title text,
    body text,
    blocks jsonb,
    dateline_place text,
    place text,
    authors text[],
    tags text[],
    lead_image_url text,
    language text,
    published_at timestamptz,
    modified_at timestamptz,
    is_live boolean,
    gone_at timestamptz,
    origin text,
    revision int,
    extractor_version text,
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    channel text
)
-- Neither SECURITY DEFINER nor SET, so that a condition on what it returns is an index's.
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        known.article_id AS id,
        known.site,
        known.post_id,
        known.url,
        known.section,
        known.title,
        known.body,
        known.blocks,
        known.dateline_place,
        known.place,
        known.authors,
        known.tags,
        known.lead_image_url,
        known.language,
        known.published_at,
        known.modified_at,
        life.gone_at IS NULL AS is_live,
        life.gone_at,
        known.origin,
        known.revision,
        known.extractor_version,
        least(known.captured_at, seen.first_at) AS first_seen_at,
        greatest(known.captured_at, seen.last_at) AS last_seen_at,
        ingest.channel_by(known.article_id, as_of.at) AS channel
    FROM warta.revisions AS known
    -- either gives one row, and costs nothing where nobody asks for it
    LEFT JOIN LATERAL (
        SELECT
            (
                array_agg(
                    CASE WHEN changes.operation = 'gone' THEN changes.changed_at END
                    ORDER BY changes.seq DESC
                )
            )[1] AS gone_at
        FROM warta.changes
        WHERE
            changes.article_id = known.article_id
            AND changes.revision IS NULL
            AND changes.operation IN ('gone', 'return')
            AND changes.changed_at <= as_of.at
    ) AS life ON TRUE
    LEFT JOIN LATERAL (
        SELECT
            min(sightings.captured_at) AS first_at,
            max(sightings.captured_at) AS last_at
        FROM warta.sightings
        WHERE
            sightings.article_id = any(array(
                SELECT known.article_id
                UNION ALL
                SELECT merged_articles.article_id FROM warta.merged_articles
                WHERE
                    merged_articles.into_id = known.article_id
                    AND merged_articles.merged_at <= as_of.at
            ))
            AND sightings.recorded_at <= as_of.at
    ) AS seen ON TRUE
    WHERE
        known.recorded_at <= as_of.at
        AND coalesce(known.replaced_at > as_of.at, TRUE)
        -- most articles have one, which nothing has to be compared with
        AND known.revision = CASE
            WHEN NOT EXISTS (
                SELECT FROM warta.revisions
                WHERE
                    revisions.article_id = known.article_id
                    AND revisions.revision <> known.revision
            ) THEN known.revision
            ELSE (
                SELECT placed.revision
                FROM (
                    SELECT
                        revisions.revision,
                        revisions.origin,
                        revisions.captured_at,
                        revisions.content_sha256,
                        lag(revisions.content_sha256) OVER (
                            PARTITION BY revisions.origin
                            ORDER BY revisions.captured_at, revisions.content_sha256
                        ) AS content_before
                    FROM warta.revisions
                    WHERE
                        revisions.article_id = known.article_id
                        AND revisions.recorded_at <= as_of.at
                        AND coalesce(revisions.replaced_at > as_of.at, TRUE)
                ) AS placed
                WHERE placed.content_before IS DISTINCT FROM placed.content_sha256
                -- html, rest, text: the best comes first in the alphabet, too
                ORDER BY placed.origin ASC, placed.captured_at DESC, placed.content_sha256 DESC
                LIMIT 1
            )
        END
        AND NOT EXISTS (
            SELECT FROM warta.merged_articles
            WHERE
                merged_articles.article_id = known.article_id
                AND merged_articles.merged_at <= as_of.at
        );
END;
COMMENT ON FUNCTION warta.as_of IS 'The archive as it was known at a time: of what was recorded by then, each article as it stood. A day alone is its beginning: 2026-02-01 shows January, and nothing of February. The columns are those of articles. gone_at is when that was recorded, and post_id what is known now; channel is NULL where what told of it has told again since. What was forgotten since is not shown.';
