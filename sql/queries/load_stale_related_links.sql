-- Take away the related links of articles whose newest capture shows others.
WITH shown AS (
    SELECT
        newest.article_id,
        array_agg(
            (link.marker, link.title, link.url)::text ORDER BY link.position
        ) FILTER (WHERE link.position IS NOT NULL) AS links
    FROM staged_newest AS newest
    LEFT JOIN staged_related AS link
        ON link.capture_id = newest.capture_id AND link.item = newest.item
    GROUP BY newest.article_id
),

stored AS (
    SELECT
        link.article_id,
        array_agg((link.marker, link.title, link.url)::text ORDER BY link.position) AS links
    FROM staged_newest AS newest
    INNER JOIN ingest.related_link AS link ON link.article_id = newest.article_id
    GROUP BY link.article_id
)

DELETE FROM ingest.related_link
USING stored, shown
WHERE
    related_link.article_id = stored.article_id
    AND shown.article_id = stored.article_id
    AND shown.links IS DISTINCT FROM stored.links
