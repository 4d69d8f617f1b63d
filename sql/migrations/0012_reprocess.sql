-- A new extractor over old captures: what it makes of them, beside what the archive says; and
-- readings that it has taken the place of.

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

ALTER TABLE ingest.item ADD COLUMN replaced_at timestamptz;
COMMENT ON COLUMN ingest.item.replaced_at IS 'When a newer extractor''s reading of the capture took the place of this one; NULL while it counts.';
ALTER TABLE ingest.revision ADD COLUMN replaced_at timestamptz;
COMMENT ON COLUMN ingest.revision.replaced_at IS 'When a newer extractor''s reading took the place of this one; NULL while it counts.';

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
COMMENT ON COLUMN warta.revisions.valid_from IS 'When the site first showed this content; NULL where a better origin, an older capture of the same content, or a newer extractor''s reading has taken its place.';
COMMENT ON COLUMN warta.revisions.replaced_at IS 'When a newer extractor''s reading of the same captures took the place of this one; NULL while it counts.';

CREATE OR REPLACE FUNCTION warta.as_of(at timestamptz)
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
                AND coalesce(revisions.replaced_at > as_of.at, TRUE)
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
