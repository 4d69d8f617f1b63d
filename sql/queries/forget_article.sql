-- Remove an article, with those that were merged into it (article_ids; survivor is its number): its
-- texts, its paths, what listings said of it, and where its captures lie. What was counted stays
-- counted: items and captures lose all that tells of it. A tombstone keeps what is needed to know it
-- again. Tells the files that records have to be cut out of.
WITH member AS (
    SELECT
        article.id,
        article.site,
        article.post_id,
        article.path
    FROM ingest.article
    WHERE article.id = any(%(article_ids)s::bigint[])
),

-- but for paths that another article has by now
known_path AS (
    SELECT met.path
    FROM (
        SELECT alias.path
        FROM ingest.alias
        WHERE alias.article_id = any(%(article_ids)s::bigint[])
        UNION
        SELECT member.path
        FROM member
        UNION
        SELECT unnest(item.paths) AS path
        FROM ingest.item
        WHERE item.article_id = any(%(article_ids)s::bigint[])
    ) AS met
    WHERE
        NOT EXISTS (
            SELECT FROM ingest.alias AS other
            WHERE
                other.site = %(site)s
                AND other.path = met.path
                AND other.to_at IS NULL
                AND other.article_id <> all(%(article_ids)s::bigint[])
        )
),

-- but for the front page's, which stands in every address
telling_path AS (
    SELECT known_path.path
    FROM known_path
    WHERE length(known_path.path) > 1
),

-- how the addresses below them begin
beginning AS (
    SELECT telling_path.path || below.mark AS path
    FROM telling_path
    CROSS JOIN (VALUES ('/'), ('?')) AS below (mark)
),

-- its captures, and those of pages at its paths that showed no article
page AS (
    SELECT
        item.capture_id,
        item.position
    FROM ingest.item
    WHERE item.article_id = any(%(article_ids)s::bigint[])
    UNION
    SELECT
        item.capture_id,
        item.position
    FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = item.capture_id AND capture.site = %(site)s
    WHERE
        item.article_id IS NULL
        AND (
            item.paths && array(SELECT known_path.path FROM known_path)
            OR EXISTS (
                SELECT FROM beginning
                WHERE starts_with(item.paths[1], beginning.path)
            )
        )
),

-- and whatever else was received from there: pages that failed, and probes
theirs AS (
    SELECT page.capture_id AS id FROM page
    UNION
    SELECT capture.id
    FROM ingest.capture
    CROSS JOIN LATERAL (
        SELECT regexp_replace(capture.url, '^[a-z]+://[^/]+', '') AS path
    ) AS asked
    WHERE
        capture.site = %(site)s
        AND (
            asked.path = any(array(SELECT known_path.path FROM known_path))
            OR EXISTS (
                SELECT FROM beginning
                WHERE starts_with(asked.path, beginning.path)
            )
        )
        AND NOT EXISTS (
            SELECT FROM ingest.item
            WHERE
                item.capture_id = capture.id
                AND item.article_id <> all(%(article_ids)s::bigint[])
        )
),

stone AS (
    INSERT INTO ingest.tombstone (id, article_id, site, post_id, path_sha256, reason, forgotten_at)
    SELECT
        %(stone)s,
        %(survivor)s,
        %(site)s,
        (SELECT max(member.post_id) FROM member),
        array(
            SELECT sha256(convert_to(known_path.path, 'UTF8')) AS path_sha256
            FROM known_path
            ORDER BY path_sha256
        ),
        %(reason)s,
        %(now)s
),

excised AS (
    INSERT INTO ingest.excision (file, capture_id)
    SELECT
        capture.file,
        capture.id
    FROM ingest.capture
    INNER JOIN theirs ON theirs.id = capture.id
    WHERE capture.file IS NOT NULL
    ON CONFLICT (file, capture_id) DO NOTHING
    RETURNING file
),

emptied_capture AS (
    UPDATE ingest.capture
    SET
        url = CASE WHEN capture.kind = 'listing' THEN capture.url ELSE 'forgotten:' END,
        reason = 'forgotten',
        file = NULL,
        file_offset = NULL,
        file_bytes = NULL,
        payload_sha256 = NULL
    FROM theirs
    WHERE capture.id = theirs.id
),

emptied_item AS (
    UPDATE ingest.item
    SET
        outcome = 'gone',
        url = 'forgotten:',
        paths = '{}',
        article_id = NULL,
        revision = NULL,
        origin = NULL,
        modified_at = NULL,
        content_sha256 = NULL,
        reasons = '{forgotten}',
        doubted_sha256 = NULL
    FROM page
    WHERE item.capture_id = page.capture_id AND item.position = page.position
),

unlisted AS (
    DELETE FROM ingest.found
    WHERE
        found.site = %(site)s
        AND (
            found.post_id IN (SELECT member.post_id FROM member)
            OR found.path IN (SELECT known_path.path FROM known_path)
        )
    RETURNING found.key
),

unlisted_by AS (
    DELETE FROM ingest.found_by
    WHERE found_by.site = %(site)s AND found_by.key IN (SELECT unlisted.key FROM unlisted)
),

unexpected AS (
    DELETE FROM ingest.ledger_entry
    WHERE
        ledger_entry.site = %(site)s
        AND (
            ledger_entry.post_id IN (SELECT member.post_id FROM member)
            OR ledger_entry.path IN (SELECT known_path.path FROM known_path)
        )
),

-- what was written for people
untold AS (
    DELETE FROM ingest.finding
    USING telling_path
    WHERE
        finding.site = %(site)s
        AND strpos(concat(finding.finding, finding.advice), telling_path.path) > 0
),

emptied_incident AS (
    UPDATE ingest.incident
    SET message = 'forgotten'
    FROM telling_path
    WHERE incident.site = %(site)s AND strpos(incident.message, telling_path.path) > 0
),

emptied_run AS (
    UPDATE ingest.run
    SET reason = 'forgotten'
    FROM telling_path
    WHERE run.site = %(site)s AND strpos(run.reason, telling_path.path) > 0
),

-- what another extractor made of it
untried AS (
    DELETE FROM ingest.shadow
    USING theirs
    WHERE shadow.capture_id = theirs.id
),

unvisited AS (
    DELETE FROM ingest.visit
    WHERE visit.article_id = any(%(article_ids)s::bigint[])
),

present AS (
    DELETE FROM ingest.absence
    WHERE absence.article_id = any(%(article_ids)s::bigint[])
),

unseen AS (
    DELETE FROM ingest.sighting
    WHERE sighting.article_id = any(%(article_ids)s::bigint[])
),

unlinked AS (
    DELETE FROM ingest.related_link
    WHERE related_link.article_id = any(%(article_ids)s::bigint[])
),

unremoved AS (
    DELETE FROM ingest.removed_block
    WHERE removed_block.article_id = any(%(article_ids)s::bigint[])
),

unrevised AS (
    DELETE FROM ingest.revision
    WHERE revision.article_id = any(%(article_ids)s::bigint[])
),

unnamed AS (
    DELETE FROM ingest.alias
    WHERE alias.article_id = any(%(article_ids)s::bigint[])
),

unmerged AS (
    DELETE FROM ingest.article_merge
    WHERE article_merge.article_id = any(%(article_ids)s::bigint[])
),

gone AS (
    DELETE FROM ingest.article
    WHERE article.id = any(%(article_ids)s::bigint[])
)

SELECT DISTINCT excised.file
FROM excised
