-- Where several articles were met at one path, work out from all their captures who was there
-- when. The one that was met last has the path; on a tie, the greater post id.
WITH contested AS (
    SELECT unnest(%(paths)s::text[]) AS path
),

present AS (
    SELECT
        contested.path,
        alias.article_id
    FROM contested
    INNER JOIN ingest.alias ON alias.site = %(site)s AND alias.path = contested.path
    UNION
    SELECT
        contested.path,
        staged_alias.article_id
    FROM contested
    INNER JOIN staged_alias ON staged_alias.path = contested.path
),

members AS (
    SELECT
        path,
        article_id,
        article_id AS member_id
    FROM present
    UNION ALL
    SELECT
        present.path,
        present.article_id,
        article_merge.article_id AS member_id
    FROM present
    INNER JOIN ingest.article_merge ON article_merge.into_id = present.article_id
),

meetings AS (
    SELECT
        members.path,
        members.article_id,
        item.captured_at
    FROM members
    INNER JOIN ingest.item ON item.article_id = members.member_id AND members.path = any(item.paths)
    UNION ALL
    SELECT
        present.path,
        present.article_id,
        staged_item.captured_at
    FROM present
    INNER JOIN staged_item
        ON
            staged_item.article_id = present.article_id
            AND present.path = any(staged_item.paths)
),

windows AS (
    SELECT
        meetings.path,
        meetings.article_id,
        article.post_id,
        min(meetings.captured_at) AS from_at,
        max(meetings.captured_at) AS last_at
    FROM meetings
    INNER JOIN ingest.article ON article.id = meetings.article_id
    GROUP BY meetings.path, meetings.article_id, article.post_id
),

ordered AS (
    SELECT
        windows.*,
        row_number() OVER (
            PARTITION BY path ORDER BY last_at DESC, post_id DESC NULLS LAST, article_id ASC
        ) AS place
    FROM windows
),

emptied AS (
    DELETE FROM staged_alias
    WHERE path = any(%(paths)s::text[])
)

INSERT INTO staged_alias (path, article_id, from_at, to_at)
SELECT
    ordered.path,
    ordered.article_id,
    ordered.from_at,
    CASE
        WHEN ordered.place > 1
            THEN (
                SELECT min(meetings.captured_at)
                FROM meetings
                WHERE
                    meetings.path = ordered.path
                    AND meetings.article_id <> ordered.article_id
                    AND meetings.captured_at >= ordered.last_at
            )
    END
FROM ordered
