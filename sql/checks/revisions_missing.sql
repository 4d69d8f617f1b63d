-- The sequence of an article's revisions is that of the contents in its captures.
WITH owned AS (
    SELECT
        coalesce(article_merge.into_id, item.article_id) AS article_id,
        item.origin,
        item.captured_at,
        item.content_sha256
    FROM ingest.item
    LEFT JOIN ingest.article_merge ON article_merge.article_id = item.article_id
    WHERE item.content_sha256 IS NOT NULL AND item.replaced_at IS NULL
),

ranked AS (
    SELECT
        owned.*,
        max(origin) OVER (PARTITION BY article_id) AS best_origin
    FROM owned
),

compared AS (
    SELECT
        ranked.*,
        lag(content_sha256) OVER (
            PARTITION BY article_id ORDER BY captured_at, content_sha256
        ) AS content_before
    FROM ranked
    WHERE origin = best_origin
),

expected AS (
    SELECT
        article_id,
        captured_at,
        encode(content_sha256, 'hex') AS content_sha256
    FROM compared
    WHERE content_before IS DISTINCT FROM content_sha256
)

SELECT
    coalesce(expected.article_id, shown.article_id) AS article_id,
    expected.captured_at,
    shown.valid_from
FROM expected
FULL OUTER JOIN (
    SELECT
        revisions.article_id,
        revisions.valid_from,
        revisions.content_sha256
    FROM warta.revisions
    INNER JOIN warta.articles ON articles.id = revisions.article_id
    WHERE revisions.valid_from IS NOT NULL
) AS shown
    ON
        shown.article_id = expected.article_id
        AND shown.valid_from = expected.captured_at
        AND shown.content_sha256 = expected.content_sha256
WHERE expected.article_id IS NULL OR shown.article_id IS NULL
