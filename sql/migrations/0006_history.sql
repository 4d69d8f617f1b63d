-- History as consumers ask for it: the archive as it was known at a time, and an edit paragraph by
-- paragraph. And articles that were removed on request, which must not come back.

-- Articles that are removed leave the table; the feed, which is never pruned, keeps their numbers.
-- squawk-ignore ban-drop-constraint
ALTER TABLE ingest.change DROP CONSTRAINT change_article_id_fkey;
COMMENT ON COLUMN ingest.change.article_id IS 'What changed: an article, or one that was merged or forgotten since.';
-- What happened to an article beside its revisions: warta.as_of. A small part of the feed.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX change_without_revision ON ingest.change (article_id, seq) WHERE revision IS NULL;

COMMENT ON COLUMN ingest.item.reasons IS 'Codes that explain a quarantine, a refusal, a non-article, or why an edit may be a correction (previous_capture_unreadable); else empty.';
COMMENT ON COLUMN ingest.revision.extractor_version IS 'Of the extractor that read it: a number that is raised by hand whenever the same bytes may give another result.';

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

CREATE OR REPLACE VIEW warta.revisions AS
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
    ) AS post_id
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
COMMENT ON COLUMN warta.revisions.site IS 'As in articles.';
COMMENT ON COLUMN warta.revisions.post_id IS 'As in articles; NULL where the article was merged into another.';

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
    extractor_version text
)
-- Neither SECURITY DEFINER nor SET, so that a condition on id is an index's.
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT
        first.article_id AS id,
        first.site,
        first.post_id,
        head.url,
        head.section,
        head.title,
        head.body,
        head.blocks,
        head.dateline_place,
        head.place,
        head.authors,
        head.tags,
        head.lead_image_url,
        head.language,
        head.published_at,
        head.modified_at,
        coalesce(life.operation <> 'gone', TRUE) AS is_live,
        CASE WHEN life.operation = 'gone' THEN life.changed_at END AS gone_at,
        head.origin,
        head.revision,
        head.extractor_version
    FROM warta.revisions AS first
    CROSS JOIN LATERAL (
        SELECT placed.*
        FROM (
            SELECT
                revisions.*,
                lag(revisions.content_sha256) OVER (
                    PARTITION BY revisions.origin
                    ORDER BY revisions.captured_at, revisions.content_sha256
                ) AS content_before
            FROM warta.revisions
            WHERE
                revisions.article_id = first.article_id
                AND revisions.recorded_at <= as_of.at
        ) AS placed
        WHERE placed.content_before IS DISTINCT FROM placed.content_sha256
        -- html, rest, text: the best comes first in the alphabet, too
        ORDER BY placed.origin ASC, placed.captured_at DESC, placed.content_sha256 DESC
        LIMIT 1
    ) AS head
    LEFT JOIN LATERAL (
        SELECT
            changes.operation,
            changes.changed_at
        FROM warta.changes
        WHERE
            changes.article_id = first.article_id
            AND changes.revision IS NULL
            AND changes.operation IN ('gone', 'return')
            AND changes.changed_at <= as_of.at
        ORDER BY changes.seq DESC
        LIMIT 1
    ) AS life ON TRUE
    WHERE
        first.revision = 1
        AND first.recorded_at <= as_of.at
        AND NOT EXISTS (
            SELECT FROM warta.merged_articles
            WHERE
                merged_articles.article_id = first.article_id
                AND merged_articles.merged_at <= as_of.at
        );
END;
COMMENT ON FUNCTION warta.as_of IS 'The archive as it was known at a time: of what was recorded by then, each article as it stood. The columns are those of articles; gone_at is when that was recorded; post_id is what is known now; when an article was seen is not content, and left out. What was forgotten since is not shown.';

CREATE FUNCTION ingest.kept_lines(before text[], after text[])
RETURNS TABLE (place_before int, place_after int)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- beyond this, the lines between the first and the last difference count as exchanged
    cells_max CONSTANT int := 250000;
    head int := 0;
    tail int := 0;
    rows_left int;
    columns_left int;
    width int;
    lengths int[];
    i int;
    j int;
BEGIN
    WHILE head < least(cardinality(before), cardinality(after))
        AND before[head + 1] = after[head + 1]
    LOOP
        head := head + 1;
        place_before := head;
        place_after := head;
        RETURN NEXT;
    END LOOP;
    WHILE tail < least(cardinality(before), cardinality(after)) - head
        AND before[cardinality(before) - tail] = after[cardinality(after) - tail]
    LOOP
        tail := tail + 1;
        place_before := cardinality(before) - tail + 1;
        place_after := cardinality(after) - tail + 1;
        RETURN NEXT;
    END LOOP;
    rows_left := cardinality(before) - head - tail;
    columns_left := cardinality(after) - head - tail;
    IF rows_left::bigint * columns_left NOT BETWEEN 1 AND cells_max THEN
        RETURN;
    END IF;
    -- lengths[i * width + j + 1]: of the longest common part of what follows i and j
    width := columns_left + 1;
    lengths := array_fill(0, ARRAY[(rows_left + 1) * width]);
    FOR i IN REVERSE rows_left - 1..0 LOOP
        FOR j IN REVERSE columns_left - 1..0 LOOP
            lengths[i * width + j + 1] := CASE
                WHEN before[head + i + 1] = after[head + j + 1]
                    THEN lengths[(i + 1) * width + j + 2] + 1
                ELSE greatest(
                    lengths[(i + 1) * width + j + 1], lengths[i * width + j + 2]
                )
            END;
        END LOOP;
    END LOOP;
    i := 0;
    j := 0;
    WHILE i < rows_left AND j < columns_left LOOP
        IF before[head + i + 1] = after[head + j + 1] THEN
            i := i + 1;
            j := j + 1;
            place_before := head + i;
            place_after := head + j;
            RETURN NEXT;
        ELSIF lengths[(i + 1) * width + j + 1] >= lengths[i * width + j + 2] THEN
            i := i + 1;
        ELSE
            j := j + 1;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION ingest.kept_lines IS 'A longest common subsequence of two lists of texts, as pairs of places from 1.';

CREATE FUNCTION warta.diff(article_id bigint, from_revision int, to_revision int)
RETURNS TABLE ("position" int, operation text, text text, field text) -- noqa: RF06
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH before AS (
        SELECT revision.* FROM ingest.revision
        WHERE
            revision.article_id = diff.article_id
            AND revision.revision = diff.from_revision
    ),

    after AS (
        SELECT revision.* FROM ingest.revision
        WHERE
            revision.article_id = diff.article_id
            AND revision.revision = diff.to_revision
    ),

    lists AS (
        SELECT
            string_to_array(before.body, E'\n\n') AS before,
            string_to_array(after.body, E'\n\n') AS after
        FROM before
        CROSS JOIN after
    ),

    kept AS (
        SELECT kept_lines.*
        FROM lists
        CROSS JOIN LATERAL ingest.kept_lines(lists.before, lists.after)
    ),

    -- a paragraph's place: behind the kept one before it, what was removed before what was added
    paragraphs AS (
        SELECT
            coalesce((
                SELECT max(kept.place_after) FROM kept
                WHERE kept.place_before < line.place
            ), 0) AS behind,
            1 AS turn,
            line.place,
            'removed' AS operation,
            line.text
        FROM lists
        CROSS JOIN LATERAL unnest(lists.before) WITH ORDINALITY AS line (text, place)
        WHERE
            NOT EXISTS (
                SELECT FROM kept
                WHERE kept.place_before = line.place
            )
        UNION ALL
        SELECT
            coalesce((
                SELECT max(kept.place_after) FROM kept
                WHERE kept.place_after <= line.place
            ), 0),
            CASE WHEN same.place_after IS NULL THEN 2 ELSE 0 END,
            line.place,
            CASE WHEN same.place_after IS NULL THEN 'added' ELSE 'kept' END,
            line.text
        FROM lists
        CROSS JOIN LATERAL unnest(lists.after) WITH ORDINALITY AS line (text, place)
        LEFT JOIN kept AS same ON same.place_after = line.place
    ),

    fields AS (
        SELECT
            named.number,
            named.name,
            named.before,
            named.after
        FROM before
        CROSS JOIN after
        CROSS JOIN LATERAL (
            VALUES
            (1, 'url', before.url, after.url),
            (2, 'section', before.section, after.section),
            (3, 'title', before.title, after.title),
            (4, 'dateline_place', before.dateline_place, after.dateline_place),
            (
                5, 'authors',
                nullif(array_to_string(before.authors, ', '), ''),
                nullif(array_to_string(after.authors, ', '), '')
            ),
            (
                6, 'tags',
                nullif(array_to_string(before.tags, ', '), ''),
                nullif(array_to_string(after.tags, ', '), '')
            ),
            (7, 'lead_image_url', before.lead_image_url, after.lead_image_url),
            (8, 'language', before.language, after.language),
            (9, 'published_at', before.published_at::text, after.published_at::text),
            (
                10, 'blocks',
                CASE WHEN before.body = after.body THEN before.blocks::text END,
                CASE WHEN before.body = after.body THEN after.blocks::text END
            )
        ) AS named (number, name, before, after)
        WHERE named.before IS DISTINCT FROM named.after
    ),

    told AS (
        SELECT
            0 AS part,
            fields.number AS behind,
            side.turn,
            0::bigint AS place,
            side.operation,
            side.text,
            fields.name AS field
        FROM fields
        CROSS JOIN LATERAL (
            VALUES (1, 'removed', fields.before), (2, 'added', fields.after)
        ) AS side (turn, operation, text)
        WHERE side.text IS NOT NULL
        UNION ALL
        SELECT
            1,
            paragraphs.behind,
            paragraphs.turn,
            paragraphs.place,
            paragraphs.operation,
            paragraphs.text,
            'body'
        FROM paragraphs
    )

    SELECT
        (row_number() OVER (ORDER BY told.part, told.behind, told.turn, told.place))::int,
        told.operation,
        told.text,
        told.field
    FROM told
    ORDER BY told.part, told.behind, told.turn, told.place;
END;
COMMENT ON FUNCTION warta.diff IS 'An edit: the paragraphs of two revisions of an article in order, each kept, removed or added (field is body), and before them the other fields that differ, with what they said and what they say (blocks where only captions and embeds differ). No rows where the article has no such revisions.';

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['warta_reader', 'warta_writer'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA warta TO %I', role_name);
            EXECUTE format(
                'ALTER DEFAULT PRIVILEGES IN SCHEMA warta GRANT EXECUTE ON FUNCTIONS TO %I', role_name
            );
        END IF;
    END LOOP;
END
$$;
